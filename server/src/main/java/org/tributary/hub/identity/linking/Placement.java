package org.tributary.hub.identity.linking;

import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.identity.compare.BlockingKeys;
import org.tributary.hub.identity.compare.KeyKind;
import org.tributary.hub.identity.compare.Traits;
import org.tributary.hub.identity.linking.EdgeFinding.EdgeChange;
import org.tributary.hub.identity.linking.TraitRows.Fresh;
import org.tributary.hub.identity.linking.TraitRows.Scoped;

/**
 * One change of edges and of the persons that it touches.
 *
 * <p>
 * Which persons those are is known only once the edges are there, and another transaction may change that as long as
 * they are not locked. So it locks those that it knows of, changes the edges and looks; when it finds more, it takes
 * all of that back, locks among it, and begins again with more. Nobody ever waits for a lock while holding a greater
 * one. A batch of many Patients, which would nearly always find more, locks all persons and looks once.
 */
final class Placement {

    /**
     * Whose persons would be most of all buckets: a batch of a load. Its keys are nearly all buckets of keys already.
     */
    private static final int MANY = 250;

    private final WriteTransaction transaction;
    private final Locking locking;
    private final Comparer comparer;
    private final TraitRows traits;
    private final EdgeFinding finding;
    private final EdgeRows edges;
    private final PersonRows persons;
    private final DecisionRows decisions;

    Placement(WriteTransaction transaction, Locking locking, Comparer comparer, Instant now) {
        this.transaction = transaction;
        this.locking = locking;
        this.comparer = comparer;
        this.traits = new TraitRows(transaction.jdbc());
        this.finding = new EdgeFinding(transaction.jdbc(), locking, comparer, now);
        this.edges = new EdgeRows(transaction.jdbc());
        this.persons = new PersonRows(transaction.jdbc(), now);
        this.decisions = new DecisionRows(transaction.jdbc());
    }

    /**
     * Places Patients whose keys are kept.
     *
     * @param known
     *            those that had been placed before
     * @param gone
     *            keys that some of them had and have no more
     */
    void place(List<Fresh> changed, Map<String, Long> numbers, Set<String> known, Collection<String> removed,
            Set<Long> gone) {
        Map<Long, Scoped> byNumber = new HashMap<>();
        Map<Long, Map<Long, KeyKind>> keys = new HashMap<>();
        Set<String> touched = new HashSet<>(removed);
        for (Fresh fresh : changed) {
            long number = numbers.getOrDefault(fresh.source().id(), 0L);
            byNumber.put(number, new Scoped(fresh.traits(), fresh.source().owner().scope()));
            keys.put(number, fresh.keys());
            touched.add(fresh.source().id());
        }
        touched.retainAll(known);
        EdgeChange change = finding.compare(byNumber, keys, touched, gone);
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
            Set<String> moving = new TreeSet<>(change.linked());
            changed.forEach(fresh -> moving.add(fresh.source().id()));
            moving.addAll(removed);
            moving.retainAll(seeds);
            replace(seeds, moving, change, removed);
        }
    }

    /** Works out anew the persons of Patients; returns all whom it looked at. */
    Set<String> replace(Collection<String> patients) {
        return replace(patients, patients, EdgeChange.NONE, List.of());
    }

    /** Compares Patients that are kept, and changes their edges only. */
    void compareAgain(Collection<String> patients) {
        Map<Long, Scoped> byNumber = new HashMap<>();
        Map<Long, Map<Long, KeyKind>> keys = new HashMap<>();
        traits.find(patients).values().forEach(kept -> {
            Traits content = kept.traits();
            byNumber.put(kept.number(), new Scoped(content, kept.scope()));
            keys.put(kept.number(), BlockingKeys.kindsOf(content));
        });
        EdgeChange change = finding.compare(byNumber, keys, new HashSet<>(patients), Set.of());
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
     * Changes edges, and works out the persons of all Patients that this may touch. An edge that does not link touches
     * nobody's person, but for casting doubt on the links at its ends ({@link Rivals}).
     *
     * @param moving
     *            those of the seeds whose links may be others now
     */
    private Set<String> replace(Collection<String> seeds, Collection<String> moving, EdgeChange change,
            Collection<String> removed) {
        boolean many = seeds.size() >= MANY;
        Set<UUID> locked = new TreeSet<>(many ? Set.of() : persons.findPersons(seeds));
        Set<String> doubtful = new TreeSet<>(seeds);
        doubtful.removeAll(moving);
        while (true) {
            Savepoint before = savepoint();
            if (many) {
                locking.allPersons();
            } else {
                locking.persons(locked);
            }
            edges.delete(change.gone());
            edges.insert(change.added());
            Set<String> starts = new TreeSet<>(moving);
            starts.addAll(edges.findLinked(doubtful));
            Neighbourhood around = Neighbourhood.of(transaction.jdbc(), starts);
            Set<String> all = around.patients();
            Map<Pair, EdgeRows.Kept> incident = edges.find(all);
            Set<UUID> touched = many ? Set.of() : findTouched(all, incident.keySet());
            if (locked.containsAll(touched)) {
                placing().place(around, incident.values().stream().map(EdgeRows.Kept::edge).toList(), removed);
                settle(all, incident.keySet(), change);
                return all;
            }
            locked.addAll(touched);
            rollBack(before);
        }
    }

    /** The persons of these Patients and of those at the other ends of their edges. */
    private Set<UUID> findTouched(Set<String> patients, Set<Pair> incident) {
        Set<String> ends = new TreeSet<>(patients);
        incident.forEach(pair -> ends.addAll(pair.ends()));
        return persons.findPersons(ends);
    }

    /** Settles the edges of these Patients, and what was added between others. */
    private void settle(Set<String> all, Set<Pair> incident, EdgeChange change) {
        Set<String> settled = new TreeSet<>(incident.isEmpty() ? Set.of() : all);
        change.added()
                .stream()
                .map(added -> added.edge().pair())
                .filter(pair -> !incident.contains(pair))
                .forEach(pair -> settled.add(pair.patient()));
        if (!settled.isEmpty()) {
            edges.settle(settled);
        }
    }

    private PersonPlacing placing() {
        return new PersonPlacing(persons, decisions, comparer.judge());
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
