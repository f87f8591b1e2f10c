package org.tributary.hub.identity.linking;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.tributary.hub.identity.compare.Judge;
import org.tributary.hub.identity.compare.Traits;
import org.tributary.hub.identity.linking.Neighbourhood.Member;
import org.tributary.hub.identity.linking.PersonRows.Move;
import org.tributary.hub.identity.linking.TraitRows.Fresh;
import org.tributary.hub.identity.linking.TraitRows.Scoped;

/**
 * Gives clusters of Patients their persons. A person goes on as the cluster that has the first of its Patients; where
 * several come together, the one that was made first stays and the others retire into it; what comes apart again takes
 * up the person that it was before.
 */
final class PersonPlacing {

    private static final String ALONE = "alone";
    private static final String DECIDED = "decision";

    private final PersonRows persons;
    private final DecisionRows decisions;
    private final Judge judge;

    PersonPlacing(PersonRows persons, DecisionRows decisions, Judge judge) {
        this.persons = persons;
        this.decisions = decisions;
        this.judge = judge;
    }

    /** Makes a person of each Patient that nothing is known to link. */
    void makeAlone(List<Fresh> patients) {
        List<Move> moves = new ArrayList<>();
        for (Fresh fresh : patients) {
            moves.add(new Move(fresh.source().id(), fresh.source().owner().feed(), fresh.source().owner().scope(),
                    UUID.randomUUID(), ALONE, null, null, null));
        }
        persons.make(moves.stream().map(Move::person).toList());
        persons.move(moves);
    }

    /** Works out the clusters of a neighbourhood, and moves who has to move. */
    void place(Neighbourhood around, List<Edge> edges, Collection<String> removed) {
        Map<String, Traits> traits = new TreeMap<>();
        around.members()
                .forEach((patient, member) -> member.content()
                        .ifPresent(content -> traits.put(patient, content.traits())));
        List<Ruling> rulings = decisions.findAmong(traits.keySet());
        List<TreeSet<String>> clusters = Clustering.of(traits, edges, rulings, judge);
        Map<String, UUID> persons = assign(around, clusters);
        Reasons reasons = new Reasons(edges, rulings);
        List<String> leaving = new ArrayList<>(removed);
        List<Move> moves = new ArrayList<>();
        for (SortedSet<String> cluster : clusters) {
            UUID person = get(persons, cluster.first());
            for (String patient : cluster) {
                Member member = get(around.members(), patient);
                if (!member.person().equals(Optional.of(person))) {
                    member.person().ifPresent(old -> leaving.add(patient));
                    moves.add(reasons.move(patient, member.content().orElseThrow(), person, cluster));
                }
            }
        }
        this.persons.end(leaving);
        this.persons.move(moves);
    }

    /** The person of each cluster, by the cluster's first Patient. */
    private Map<String, UUID> assign(Neighbourhood around, List<TreeSet<String>> clusters) {
        Map<String, String> clusterOf = new HashMap<>();
        clusters.forEach(cluster -> cluster.forEach(patient -> clusterOf.put(patient, cluster.first())));
        Map<UUID, String> claimed = new HashMap<>();
        // Members are in the order of their ids, so the first that is still there decides where a person goes on.
        around.members()
                .forEach((patient, member) -> member.person()
                        .filter(person -> clusterOf.containsKey(patient))
                        .ifPresent(person -> claimed.putIfAbsent(person, get(clusterOf, patient))));
        Map<String, List<UUID>> claims = new HashMap<>();
        claimed.forEach((person, cluster) -> claims.computeIfAbsent(cluster, key -> new ArrayList<>()).add(person));
        Map<String, UUID> assigned = keepFirstMade(claims);
        List<String> without = clusters.stream()
                .map(TreeSet::first)
                .filter(first -> !assigned.containsKey(first))
                .toList();
        assigned.putAll(findOrMake(without));
        return assigned;
    }

    private Map<String, UUID> keepFirstMade(Map<String, List<UUID>> claims) {
        Set<UUID> several = new HashSet<>();
        claims.values().stream().filter(claim -> claim.size() > 1).forEach(several::addAll);
        Map<UUID, Instant> made = several.isEmpty() ? Map.of() : persons.made(several);
        Map<String, UUID> kept = new HashMap<>();
        Map<UUID, UUID> heirs = new HashMap<>();
        claims.forEach((cluster, claim) -> {
            UUID heir = claim.stream()
                    .min(Comparator.comparing((UUID person) -> made.getOrDefault(person, Instant.MAX))
                            .thenComparing(UUID::toString))
                    .orElseThrow();
            kept.put(cluster, heir);
            claim.stream().filter(person -> !person.equals(heir)).forEach(person -> heirs.put(person, heir));
        });
        persons.retire(heirs);
        return kept;
    }

    private Map<String, UUID> findOrMake(List<String> firsts) {
        if (firsts.isEmpty()) {
            return Map.of();
        }
        Map<String, UUID> retired = persons.findRetired(firsts);
        Map<String, UUID> found = new HashMap<>();
        List<UUID> fresh = new ArrayList<>();
        for (String first : firsts) {
            UUID before = retired.get(first);
            if (before != null && persons.revive(before)) {
                found.put(first, before);
            } else {
                UUID person = UUID.randomUUID();
                fresh.add(person);
                found.put(first, person);
            }
        }
        persons.make(fresh);
        return found;
    }

    private static <K, V> V get(Map<K, V> map, K key) {
        V value = map.get(key);
        if (value == null) {
            throw new IllegalStateException("A Patient has no place");
        }
        return value;
    }

    /** Why Patients are where they are. */
    private static final class Reasons {

        private final Map<String, List<Edge>> edges = new HashMap<>();
        private final Map<String, List<Ruling>> rulings = new HashMap<>();

        private Reasons(List<Edge> edges, List<Ruling> rulings) {
            edges.stream().filter(Edge::links).forEach(edge -> {
                this.edges.computeIfAbsent(edge.patient(), key -> new ArrayList<>()).add(edge);
                this.edges.computeIfAbsent(edge.other(), key -> new ArrayList<>()).add(edge);
            });
            rulings.stream().filter(ruling -> ruling.answer() == Answer.SAME).forEach(ruling -> {
                this.rulings.computeIfAbsent(ruling.pair().patient(), key -> new ArrayList<>()).add(ruling);
                this.rulings.computeIfAbsent(ruling.pair().other(), key -> new ArrayList<>()).add(ruling);
            });
        }

        private Move move(String patient, Scoped content, UUID person, SortedSet<String> cluster) {
            int feed = content.traits().feed();
            Optional<Edge> edge = edges.getOrDefault(patient, List.of())
                    .stream()
                    .filter(one -> cluster.contains(one.patient()) && cluster.contains(one.other()))
                    .min(Edge.STRONGEST_FIRST);
            Optional<Ruling> ruling = rulings.getOrDefault(patient, List.of())
                    .stream()
                    .filter(one -> contains(cluster, one.pair()))
                    .max(Comparator.comparingLong(Ruling::number));
            if (ruling.isPresent()) {
                return new Move(patient, feed, content.scope(), person, DECIDED,
                        edge.map(Edge::score).orElse(null), edge.map(one -> one.evidence().text()).orElse(null),
                        ruling.get().decision());
            }
            return edge
                    .map(one -> new Move(patient, feed, content.scope(), person, one.rule(), one.score(),
                            one.evidence().text(), null))
                    .orElseGet(() -> new Move(patient, feed, content.scope(), person, ALONE, null, null, null));
        }

        private static boolean contains(SortedSet<String> cluster, Pair pair) {
            return cluster.contains(pair.patient()) && cluster.contains(pair.other());
        }
    }
}
