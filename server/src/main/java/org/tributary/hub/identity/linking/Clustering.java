package org.tributary.hub.identity.linking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tributary.hub.identity.compare.Judge;
import org.tributary.hub.identity.compare.Traits;

/**
 * Makes persons of linked Patients: a pure function of the Patients, their links and the decisions made. Links are
 * followed from the strongest to the weakest: what people decided, the latest first; what a source says of its own
 * Patients; rules; weights. A link that would put two Patients into one person that contradict each other, or of which
 * somebody said that they are different, is not followed, nor one that {@link Rivals} cast doubt on.
 */
final class Clustering {

    /** Patients that people or their source joined: what one of them agrees with the others need not. */
    private static final class Kernel {

        private final Set<String> patients = new LinkedHashSet<>();
    }

    private static final class Cluster {

        private final List<Kernel> kernels = new ArrayList<>();
        private final TreeSet<String> patients = new TreeSet<>();

        private Cluster(String patient) {
            Kernel kernel = new Kernel();
            kernel.patients.add(patient);
            kernels.add(kernel);
            patients.add(patient);
        }

        private Kernel kernelOf(String patient) {
            return kernels.stream().filter(kernel -> kernel.patients.contains(patient)).findFirst().orElseThrow();
        }
    }

    private final Map<String, Traits> traits;
    private final Judge judge;
    private final Map<String, Cluster> clusters = new HashMap<>();
    private final Map<String, Set<String>> different = new HashMap<>();
    private final Set<Pair> linked = new HashSet<>();

    private Clustering(Map<String, Traits> traits, Judge judge) {
        this.traits = traits;
        this.judge = judge;
        traits.keySet().forEach(patient -> clusters.put(patient, new Cluster(patient)));
    }

    /**
     * The persons, each as the sorted ids of its Patients, in the order of their first.
     *
     * @param edges
     *            those of which an end is not among the Patients, and those that do not link, are left out
     */
    static List<TreeSet<String>> of(Map<String, Traits> traits, Collection<Edge> edges, Collection<Ruling> rulings,
            Judge judge) {
        Clustering clustering = new Clustering(traits, judge);
        clustering.keepApart(rulings);
        clustering.joinDecided(rulings);
        clustering.joinLinked(edges);
        return clustering.result();
    }

    private void keepApart(Collection<Ruling> rulings) {
        for (Ruling ruling : rulings) {
            if (ruling.answer() == Answer.DIFFERENT) {
                different.computeIfAbsent(ruling.pair().patient(), key -> new HashSet<>()).add(ruling.pair().other());
                different.computeIfAbsent(ruling.pair().other(), key -> new HashSet<>()).add(ruling.pair().patient());
            }
        }
    }

    private void joinDecided(Collection<Ruling> rulings) {
        rulings.stream()
                .filter(ruling -> ruling.answer() == Answer.SAME && areHere(ruling.pair()))
                .sorted(Comparator.comparingLong(Ruling::number)
                        .reversed()
                        .thenComparing(ruling -> ruling.pair().patient())
                        .thenComparing(ruling -> ruling.pair().other()))
                .forEach(ruling -> joinKernels(ruling.pair()));
    }

    private void joinLinked(Collection<Edge> edges) {
        Rivals rivals = new Rivals(edges);
        List<Edge> links = edges.stream()
                .filter(edge -> edge.links() && areHere(edge.pair()))
                .filter(edge -> edge.rule().equals(Judge.SOURCE_MERGE) || !rivals.castDoubtOn(edge))
                .sorted(Edge.STRONGEST_FIRST)
                .toList();
        links.forEach(edge -> linked.add(edge.pair()));
        for (Edge edge : links) {
            if (edge.rule().equals(Judge.SOURCE_MERGE)) {
                joinKernels(edge.pair());
            } else {
                join(edge.pair());
            }
        }
    }

    private boolean areHere(Pair pair) {
        return traits.containsKey(pair.patient()) && traits.containsKey(pair.other());
    }

    private Cluster clusterOf(String patient) {
        Cluster cluster = clusters.get(patient);
        if (cluster == null) {
            throw new IllegalStateException("A Patient is in no cluster");
        }
        return cluster;
    }

    private void joinKernels(Pair pair) {
        Cluster one = clusterOf(pair.patient());
        Cluster other = clusterOf(pair.other());
        if (one != other) {
            if (areKeptApart(one, other)) {
                return;
            }
            merge(one, other);
        }
        Kernel kernel = one.kernelOf(pair.patient());
        Kernel joining = one.kernelOf(pair.other());
        if (kernel != joining) {
            kernel.patients.addAll(joining.patients);
            one.kernels.remove(joining);
        }
    }

    private void join(Pair pair) {
        Cluster one = clusterOf(pair.patient());
        Cluster other = clusterOf(pair.other());
        if (one != other && !areKeptApart(one, other) && !areInConflict(one, other)) {
            merge(one, other);
        }
    }

    private void merge(Cluster one, Cluster other) {
        one.kernels.addAll(other.kernels);
        one.patients.addAll(other.patients);
        other.patients.forEach(patient -> clusters.put(patient, one));
    }

    private boolean areKeptApart(Cluster one, Cluster other) {
        return one.patients.stream()
                .anyMatch(patient -> different.getOrDefault(patient, Set.of())
                        .stream()
                        .anyMatch(other.patients::contains));
    }

    private boolean areInConflict(Cluster one, Cluster other) {
        for (Kernel kernel : one.kernels) {
            for (Kernel another : other.kernels) {
                if (areInConflict(kernel, another)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A contradiction counts unless a link says which of the joined records agrees. */
    private boolean areInConflict(Kernel one, Kernel other) {
        boolean conflict = false;
        for (String patient : one.patients) {
            for (String another : other.patients) {
                if (linked.contains(Pair.of(patient, another))) {
                    return false;
                }
                conflict = conflict || judge.isConflict(get(patient), get(another));
            }
        }
        return conflict;
    }

    private Traits get(String patient) {
        Traits found = traits.get(patient);
        if (found == null) {
            throw new IllegalStateException("A Patient has no traits");
        }
        return found;
    }

    private List<TreeSet<String>> result() {
        Map<String, TreeSet<String>> byFirst = new TreeMap<>();
        clusters.values().forEach(cluster -> byFirst.put(cluster.patients.first(), cluster.patients));
        return List.copyOf(byFirst.values());
    }
}
