package org.tributary.hub.identity.linking;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tributary.hub.identity.compare.BlockingKeys;
import org.tributary.hub.identity.compare.Judgement;
import org.tributary.hub.identity.compare.KeyKind;
import org.tributary.hub.identity.compare.Verdict;
import org.tributary.hub.identity.linking.TraitRows.Scoped;

/**
 * Works out which edges a change of Patients makes and takes away. There is an edge between two Patients that have a
 * key in common which is not crowded, and whom the comparison does not keep apart: so edges depend on what all Patients
 * say now, and not on the order in which they came. When a key becomes crowded, or is it no more, those who have it are
 * looked at anew, also when they themselves did not change.
 */
final class EdgeFinding {

    private static final Logger LOG = LoggerFactory.getLogger(EdgeFinding.class);

    private final Locking locking;
    private final Comparer comparer;
    private final Instant now;
    private final TraitRows traits;
    private final BlockRows blocks;
    private final EdgeRows edges;

    EdgeFinding(JdbcClient jdbc, Locking locking, Comparer comparer, Instant now) {
        this.locking = locking;
        this.comparer = comparer;
        this.now = now;
        this.traits = new TraitRows(jdbc);
        this.blocks = new BlockRows(jdbc, comparer.mostAlike());
        this.edges = new EdgeRows(jdbc);
    }

    /**
     * What becomes of edges.
     *
     * @param ends
     *            the Patients at the ends of those that were and of those that are
     * @param linked
     *            those of them at the ends of edges that link, or linked, and do not stay as they were
     */
    record EdgeChange(Collection<Pair> gone, Collection<EdgeRows.Kept> added, Set<String> ends, Set<String> linked) {

        static final EdgeChange NONE = new EdgeChange(List.of(), List.of(), Set.of(), Set.of());

        /** Both of two changes that speak of different pairs. */
        EdgeChange and(EdgeChange that) {
            List<Pair> allGone = new ArrayList<>(gone);
            allGone.addAll(that.gone);
            List<EdgeRows.Kept> allAdded = new ArrayList<>(added);
            allAdded.addAll(that.added);
            return new EdgeChange(allGone, allAdded, union(ends, that.ends), union(linked, that.linked));
        }

        private static Set<String> union(Set<String> some, Set<String> others) {
            Set<String> all = new TreeSet<>(some);
            all.addAll(others);
            return all;
        }
    }

    /**
     * Compares Patients with those that share a key with them.
     *
     * @param changed
     *            by number
     * @param keysOf
     *            their blocking keys, by the same numbers
     * @param touched
     *            those that may have edges already
     * @param gone
     *            keys that some had and have no more
     */
    EdgeChange compare(Map<Long, Scoped> changed, Map<Long, Map<Long, KeyKind>> keysOf, Set<String> touched,
            Set<Long> gone) {
        Map<Long, KeyKind> kinds = new HashMap<>();
        keysOf.values().forEach(kinds::putAll);
        BlockRows.Found found = blocks.find(kinds);
        Set<Long> risen = found.risen();
        Set<Long> fallen = blocks.findFallen(gone);
        Set<Long> crossing = new TreeSet<>(risen);
        crossing.addAll(fallen);
        if (!crossing.isEmpty()) {
            // Two transactions that each make another key crowded must not both think that the other key still counts.
            locking.crowds();
            blocks.mark(risen, fallen, now);
            risen.forEach(key -> LOG.warn("More than {} patients share {}: they are not compared by it",
                    comparer.mostAlike(), kinds.getOrDefault(key, KeyKind.PATIENT).words()));
            found = blocks.find(kinds);
        }
        Map<Pair, EdgeRows.Kept> before = touched.isEmpty() ? Map.of() : edges.find(touched);
        EdgeChange change = difference(before, judged(changed, keysOf, found.sharing()), true);
        return crossing.isEmpty() ? change : change.and(compareAmong(crossing, changed.keySet()));
    }

    private Map<Pair, EdgeRows.Kept> judged(Map<Long, Scoped> changed, Map<Long, Map<Long, KeyKind>> keysOf,
            Map<Long, Long[]> sharing) {
        Map<Long, Set<Long>> candidates = new HashMap<>();
        keysOf.forEach((number, own) -> own.keySet().forEach(key -> {
            for (Long other : sharing.getOrDefault(key, new Long[0])) {
                if (!other.equals(number)) {
                    candidates.computeIfAbsent(number, none -> new HashSet<>()).add(other);
                }
            }
        }));
        Map<Long, Scoped> byNumber = new HashMap<>(changed);
        Set<Long> others = new TreeSet<>();
        candidates.values().forEach(others::addAll);
        others.removeAll(byNumber.keySet());
        if (!others.isEmpty()) {
            byNumber.putAll(traits.findByNumber(others));
        }
        Map<Pair, EdgeRows.Kept> judged = new TreeMap<>(Pair.ORDER);
        candidates.forEach((number, found) -> found.forEach(other -> {
            Scoped one = byNumber.get(number);
            Scoped another = byNumber.get(other);
            boolean comesAgain = changed.containsKey(other) && other < number;
            if (one != null && another != null && !comesAgain) {
                judge(one, another, judged);
            }
        }));
        return judged;
    }

    private void judge(Scoped one, Scoped other, Map<Pair, EdgeRows.Kept> judged) {
        Judgement judgement = comparer.compare(one.traits(), other.traits());
        if (judgement.verdict() != Verdict.APART) {
            Edge edge = Edge.of(one.traits(), other.traits(), judgement);
            boolean ordered = edge.patient().equals(one.traits().id());
            judged.put(edge.pair(), new EdgeRows.Kept(edge, ordered ? one.scope() : other.scope(),
                    ordered ? other.scope() : one.scope(), now));
        }
    }

    /**
     * Looks anew at the pairs of Patients who did not change and share a key that became crowded or is it no more. Who
     * has the key is locked with it, so that nobody else changes these pairs meanwhile.
     */
    private EdgeChange compareAmong(Set<Long> crossing, Set<Long> changed) {
        Map<Long, Set<Long>> members = blocks.findMembers(crossing);
        Set<Long> unchanged = new TreeSet<>();
        members.values().forEach(unchanged::addAll);
        unchanged.removeAll(changed);
        Map<Long, Scoped> patients = unchanged.isEmpty() ? Map.of() : traits.findByNumber(unchanged);
        Map<Long, Set<Long>> keys = new HashMap<>();
        Set<Long> all = new TreeSet<>();
        patients.forEach((number, content) -> {
            Set<Long> own = BlockingKeys.of(content.traits());
            keys.put(number, own);
            all.addAll(own);
        });
        Set<Long> crowded = blocks.findCrowded(all);
        keys.replaceAll((number, own) -> {
            Set<Long> counting = new HashSet<>(own);
            counting.removeAll(crowded);
            return counting;
        });
        Map<Pair, EdgeRows.Kept> after = new TreeMap<>(Pair.ORDER);
        Set<Pair> looked = new HashSet<>();
        for (Set<Long> block : members.values()) {
            List<Long> here = block.stream().filter(patients::containsKey).toList();
            forEachPair(here, (one, other) -> {
                Scoped mine = get(patients, one);
                Scoped theirs = get(patients, other);
                if (looked.add(Pair.of(mine.traits().id(), theirs.traits().id()))
                        && shareAny(get(keys, one), get(keys, other))) {
                    judge(mine, theirs, after);
                }
            });
        }
        Map<Pair, EdgeRows.Kept> before = patients.isEmpty()
                ? new HashMap<>()
                : edges.find(patients.values().stream().map(content -> content.traits().id()).toList());
        before.keySet().retainAll(looked);
        return difference(before, after, false);
    }

    private interface PairOfNumbers {
        void look(Long one, Long other);
    }

    private static void forEachPair(List<Long> block, PairOfNumbers each) {
        for (int i = 0; i < block.size(); i++) {
            for (int j = 0; j < i; j++) {
                each.look(block.get(j), block.get(i));
            }
        }
    }

    private static boolean shareAny(Set<Long> some, Set<Long> others) {
        return some.stream().anyMatch(others::contains);
    }

    private static <T> T get(Map<Long, T> byNumber, Long number) {
        T found = byNumber.get(number);
        if (found == null) {
            throw new IllegalStateException("A Patient of a block is not kept");
        }
        return found;
    }

    /**
     * @param allEnds
     *            whether the ends of edges that stay as they are count as well, because the Patients there changed
     */
    private static EdgeChange difference(Map<Pair, EdgeRows.Kept> before, Map<Pair, EdgeRows.Kept> after,
            boolean allEnds) {
        List<Pair> gone = new ArrayList<>();
        List<EdgeRows.Kept> added = new ArrayList<>();
        Set<String> ends = new TreeSet<>();
        Set<String> linked = new TreeSet<>();
        before.forEach((pair, kept) -> {
            boolean stays = kept.saysTheSame(after.get(pair));
            if (!stays) {
                gone.add(pair);
                linked.addAll(kept.linked());
            }
            if (!stays || allEnds) {
                ends.addAll(pair.ends());
            }
        });
        after.forEach((pair, kept) -> {
            EdgeRows.Kept old = before.get(pair);
            boolean stays = old != null && old.saysTheSame(kept);
            if (!stays) {
                added.add(old != null && old.edge().links() == kept.edge().links() ? kept.since(old.since()) : kept);
                linked.addAll(kept.linked());
            }
            if (!stays || allEnds) {
                ends.addAll(pair.ends());
            }
        });
        return new EdgeChange(gone, added, ends, linked);
    }
}
