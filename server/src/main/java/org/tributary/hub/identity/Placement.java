package org.tributary.hub.identity;

import java.sql.SQLException;
import java.sql.Savepoint;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.identity.Edge.Pair;
import org.tributary.hub.identity.TraitRows.Fresh;
import org.tributary.hub.identity.TraitRows.Scoped;
import org.tributary.hub.identity.compare.BlockingKeys;
import org.tributary.hub.identity.compare.Judge;
import org.tributary.hub.identity.compare.Judgement;
import org.tributary.hub.identity.compare.Verdict;

/**
 * One change of edges and of the persons that it touches.
 *
 * <p>
 * Which persons those are is known only once the edges are there, and another transaction may change that as long as
 * they are not locked. So it locks those that it knows of, changes the edges and looks; when it finds more, it takes all
 * of that back, locks among it, and begins again with more. Nobody ever waits for a lock while holding a greater one.
 */
final class Placement {

    private final WriteTransaction transaction;
    private final Locking locking;
    private final Judge judge;
    private final Instant now;
    private final TraitRows traits;
    private final EdgeRows edges;
    private final PersonRows persons;
    private final DecisionRows decisions;

    Placement(WriteTransaction transaction, Locking locking, Judge judge, Instant now) {
        this.transaction = transaction;
        this.locking = locking;
        this.judge = judge;
        this.now = now;
        this.traits = new TraitRows(transaction.jdbc());
        this.edges = new EdgeRows(transaction.jdbc());
        this.persons = new PersonRows(transaction.jdbc(), now);
        this.decisions = new DecisionRows(transaction.jdbc());
    }

    /**
     * What becomes of edges.
     *
     * @param ends
     *            the Patients at the ends of those that were and of those that are
     */
    private record EdgeChange(Collection<Pair> gone, Collection<EdgeRows.Kept> added, Set<String> ends) {
    }

    /**
     * Places Patients whose keys are kept.
     *
     * @param known
     *            those that had been placed before
     */
    void place(List<Fresh> changed, Map<String, Long> numbers, Set<String> known, Collection<String> removed) {
        Map<Long, Scoped> byNumber = new HashMap<>();
        Set<String> touched = new HashSet<>(removed);
        for (Fresh fresh : changed) {
            byNumber.put(numbers.getOrDefault(fresh.source().id(), 0L),
                    new Scoped(fresh.traits(), fresh.source().owner().scope()));
            touched.add(fresh.source().id());
        }
        touched.retainAll(known);
        EdgeChange change = compare(byNumber, touched);
        Set<String> seeds = new TreeSet<>(change.ends());
        changed.forEach(fresh -> seeds.add(fresh.source().id()));
        seeds.addAll(removed);
        Set<String> alone = new TreeSet<>(seeds);
        alone.removeAll(change.ends());
        alone.removeAll(known);
        alone.removeAll(decisions.findRuled(alone));
        seeds.removeAll(alone);
        placing().makeAlone(changed.stream().filter(fresh -> alone.contains(fresh.source().id())).toList());
        if (!seeds.isEmpty()) {
            replace(seeds, change, removed);
        }
    }

    /** Works out anew the persons of Patients; returns all whom it looked at. */
    Set<String> replace(Collection<String> patients) {
        return replace(patients, new EdgeChange(List.of(), List.of(), Set.of()), List.of());
    }

    /** Compares Patients that are kept, and changes their edges only. */
    void compareAgain(Collection<String> patients) {
        Map<Long, Scoped> byNumber = new HashMap<>();
        traits.find(patients)
                .values()
                .forEach(kept -> byNumber.put(kept.number(), new Scoped(kept.traits(), kept.scope())));
        EdgeChange change = compare(byNumber, new HashSet<>(patients));
        edges.delete(change.gone());
        edges.insert(change.added());
    }

    /** Takes Patients that are gone out of everything. */
    void forget(Collection<String> patients) {
        if (!patients.isEmpty()) {
            edges.delete(edges.find(patients).keySet());
            persons.end(patients);
        }
    }

    /**
     * Compares Patients with those that share a key with them.
     *
     * @param changed
     *            by number
     * @param touched
     *            those that may have edges already
     */
    private EdgeChange compare(Map<Long, Scoped> changed, Set<String> touched) {
        Map<Pair, EdgeRows.Kept> before = touched.isEmpty() ? Map.of() : edges.find(touched);
        Map<Pair, EdgeRows.Kept> after = judged(changed);
        List<Pair> gone = new ArrayList<>();
        List<EdgeRows.Kept> added = new ArrayList<>();
        Set<String> ends = new TreeSet<>();
        before.forEach((pair, kept) -> {
            ends.add(pair.patient());
            ends.add(pair.other());
            if (!kept.saysTheSame(after.get(pair))) {
                gone.add(pair);
            }
        });
        after.forEach((pair, kept) -> {
            ends.add(pair.patient());
            ends.add(pair.other());
            EdgeRows.Kept old = before.get(pair);
            if (old == null || !old.saysTheSame(kept)) {
                added.add(old != null && old.edge().links() == kept.edge().links() ? kept.since(old.since()) : kept);
            }
        });
        return new EdgeChange(gone, added, ends);
    }

    private Map<Pair, EdgeRows.Kept> judged(Map<Long, Scoped> changed) {
        Map<Long, Set<Long>> keys = new HashMap<>();
        changed.forEach((number, content) -> keys.put(number, BlockingKeys.of(content.traits())));
        Map<Long, Scoped> byNumber = new HashMap<>(changed);
        Map<Long, Set<Long>> candidates = keys.isEmpty() ? Map.of() : traits.candidates(keys);
        Set<Long> others = new TreeSet<>();
        candidates.values().forEach(others::addAll);
        others.removeAll(byNumber.keySet());
        if (!others.isEmpty()) {
            byNumber.putAll(traits.findByNumber(others));
        }
        Map<Pair, EdgeRows.Kept> judged = new TreeMap<>(Pair.ORDER);
        candidates.forEach((number, found) -> found.forEach(other -> {
            if (!candidates.getOrDefault(other, Set.of()).contains(number) || number < other) {
                judge(byNumber.get(number), byNumber.get(other), judged);
            }
        }));
        return judged;
    }

    private void judge(@Nullable Scoped one, @Nullable Scoped other,
            Map<Pair, EdgeRows.Kept> judged) {
        if (one == null || other == null) {
            return;
        }
        Judgement judgement = judge.judge(one.traits(), other.traits());
        if (judgement.verdict() != Verdict.APART) {
            Edge edge = Edge.of(one.traits(), other.traits(), judgement);
            boolean ordered = edge.patient().equals(one.traits().id());
            judged.put(edge.pair(), new EdgeRows.Kept(edge, ordered ? one.scope() : other.scope(),
                    ordered ? other.scope() : one.scope(), now));
        }
    }

    /** Changes edges, and works out the persons of all Patients that this may touch. */
    private Set<String> replace(Collection<String> seeds, EdgeChange change, Collection<String> removed) {
        Set<UUID> locked = new TreeSet<>(persons.findPersons(seeds));
        while (true) {
            Savepoint before = savepoint();
            locking.persons(locked);
            edges.delete(change.gone());
            edges.insert(change.added());
            Neighbourhood around = Neighbourhood.of(transaction.jdbc(), seeds);
            Set<String> all = around.patients();
            Map<Pair, EdgeRows.Kept> incident = edges.find(all);
            Set<String> ends = new TreeSet<>(all);
            incident.keySet().forEach(pair -> {
                ends.add(pair.patient());
                ends.add(pair.other());
            });
            Set<UUID> touched = persons.findPersons(ends);
            if (locked.containsAll(touched)) {
                placing().place(around, incident.values().stream().map(EdgeRows.Kept::edge).toList(), removed);
                if (!incident.isEmpty()) {
                    edges.settle(all);
                }
                return all;
            }
            locked.addAll(touched);
            rollBack(before);
        }
    }

    private PersonPlacing placing() {
        return new PersonPlacing(persons, decisions, judge);
    }

    private Savepoint savepoint() {
        try {
            return transaction.connection().setSavepoint();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Takes back what was written since, and gives back the locks that were taken. */
    private void rollBack(Savepoint before) {
        try {
            transaction.connection().rollback(before);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static RuntimeException failed(SQLException e) {
        RuntimeException translated = new SQLErrorCodeSQLExceptionTranslator("PostgreSQL").translate("link", null, e);
        return translated == null ? new IllegalStateException("Linking failed", e) : translated;
    }
}
