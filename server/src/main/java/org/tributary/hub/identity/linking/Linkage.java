package org.tributary.hub.identity.linking;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.identity.compare.BlockingKeys;
import org.tributary.hub.identity.linking.TraitRows.Fresh;
import org.tributary.hub.identity.linking.TraitRows.Kept;
import org.tributary.hub.store.ResourceReader;

/**
 * Places source Patients in persons. Patients that share a blocking key are compared; pairs that are one person, or may
 * be, are kept as edges; persons are worked out from the edges and from what people decided, wherever a change touches
 * them. Where a Patient stands so depends on what all Patients say and on the decisions made, never on the order in
 * which they came. Source Patients themselves are never changed.
 *
 * <p>
 * All rows are written by {@link TraitRows}, {@link EdgeRows}, {@link DecisionRows} and {@link PersonRows}; this class
 * owns the table {@code linkage_state}.
 */
@Component
public final class Linkage {

    /**
     * Rises whenever traits, keys, rules or weights change, so that a store is linked anew by the hub that brings it.
     */
    private static final int VERSION = 7;

    private static final int BATCH = 1_000;

    private final Judges judges;
    private final LinkageSettings settings;
    private final ResourceReader resources;
    private final LongAdder comparisons = new LongAdder();

    Linkage(Judges judges, LinkageSettings settings, ResourceReader resources) {
        this.judges = judges;
        this.settings = settings;
        this.resources = resources;
    }

    /** How many pairs of Patients were compared since the hub started. */
    long comparisons() {
        return comparisons.sum();
    }

    private Comparer comparer(WriteTransaction transaction) {
        return new Comparer(judges.current(transaction.jdbc()), settings.mostAlike(), comparisons);
    }

    /**
     * Patients that are kept as they are now, and are still to be placed.
     *
     * @param changed
     *            those of whom something is compared that was not so before
     * @param numbers
     *            by which they are kept
     * @param before
     *            what was kept of them, and of the removed
     */
    public record Arrivals(List<Fresh> changed, Map<String, Long> numbers, Map<String, Kept> before,
            Collection<String> removed) {
    }

    /**
     * Keeps what Patients that are new or changed say, and their keys, and forgets those that were deleted. Others find
     * them once they are placed: so this asks for no locks but those of the Patients' names, which are held already.
     *
     * @param removed
     *            the ids of the deleted
     */
    public Arrivals keep(WriteTransaction transaction, Collection<SourcePatient> patients,
            Collection<String> removed) {
        transaction.roundTripOfFewRows().run();
        TraitRows rows = new TraitRows(transaction.jdbc());
        List<Fresh> all = patients.stream().map(Fresh::of).toList();
        Set<String> ids = new HashSet<>(removed);
        all.forEach(fresh -> ids.add(fresh.source().id()));
        Map<String, Kept> before = rows.find(ids);
        List<Fresh> changed = all.stream().filter(fresh -> isChanged(fresh, before)).toList();
        Map<String, Long> numbers = all.isEmpty() ? Map.of() : rows.keep(all, before.keySet());
        TraitRows.keepKeys(transaction, changed, numbers, before);
        rows.forget(removed);
        return new Arrivals(changed, numbers, before, removed);
    }

    /** Places Patients that are kept in the same transaction, and ends the links of those that were deleted. */
    public void place(WriteTransaction transaction, Locking locking, Arrivals arrivals, Instant now) {
        List<Fresh> changed = arrivals.changed;
        if (!changed.isEmpty() || !arrivals.removed.isEmpty()) {
            Set<Long> gone = gone(changed, arrivals.removed, arrivals.before);
            new KeyLocks(transaction, locking).take(keys(changed, arrivals.before), gone);
            new Placement(transaction, locking, comparer(transaction), now).place(changed, arrivals.numbers,
                    arrivals.before.keySet(), arrivals.removed, gone);
        }
    }

    private static boolean isChanged(Fresh fresh, Map<String, Kept> before) {
        Kept kept = before.get(fresh.source().id());
        return kept == null || kept.scope() != fresh.source().owner().scope() || !kept.json().equals(fresh.json());
    }

    private static Set<Long> keys(List<Fresh> changed, Map<String, Kept> before) {
        Set<Long> keys = new HashSet<>();
        changed.forEach(fresh -> keys.addAll(fresh.keys().keySet()));
        before.values().forEach(kept -> keys.addAll(BlockingKeys.of(kept.traits())));
        return keys;
    }

    /** The keys that Patients had and have no more. */
    private static Set<Long> gone(List<Fresh> changed, Collection<String> removed, Map<String, Kept> before) {
        Map<String, Set<Long>> now = new HashMap<>();
        removed.forEach(id -> now.put(id, Set.of()));
        changed.forEach(fresh -> now.put(fresh.source().id(), fresh.keys().keySet()));
        Set<Long> gone = new TreeSet<>();
        before.forEach((id, kept) -> {
            Set<Long> stays = now.get(id);
            if (stays != null) {
                BlockingKeys.of(kept.traits()).stream().filter(key -> !stays.contains(key)).forEach(gone::add);
            }
        });
        return gone;
    }

    /** Keeps a decision, and applies it at once. */
    public void decide(WriteTransaction transaction, Locking locking, Decision decision, Collection<Pair> pairs,
            Map<String, Integer> scopes) {
        Set<String> patients = patients(pairs);
        locking.keys(patients.stream().map(BlockingKeys::ofPatient).toList(), Set.of());
        new DecisionRows(transaction.jdbc()).add(decision, pairs, scopes);
        new Placement(transaction, locking, comparer(transaction), decision.at()).replace(patients);
    }

    /** Takes a decision back, as if it had never been made; false when it is not in force. */
    public boolean revoke(WriteTransaction transaction, Locking locking, UUID decision,
            Decision.Revocation revocation) {
        DecisionRows rows = new DecisionRows(transaction.jdbc());
        Set<Pair> pairs = rows.listPairs(decision);
        Set<String> patients = patients(pairs);
        locking.keys(patients.stream().map(BlockingKeys::ofPatient).toList(), Set.of());
        if (!rows.revoke(decision, revocation)) {
            return false;
        }
        rows.rule(pairs);
        new Placement(transaction, locking, comparer(transaction), revocation.at()).replace(patients);
        return true;
    }

    private static Set<String> patients(Collection<Pair> pairs) {
        Set<String> patients = new TreeSet<>();
        pairs.forEach(pair -> {
            patients.add(pair.patient());
            patients.add(pair.other());
        });
        return patients;
    }

    /** Whether the store was linked by an older hub, or by other weights, and has to be linked anew. */
    public boolean isOlder(WriteTransaction transaction) {
        return transaction.jdbc()
                .sql("SELECT version FROM linkage_state FOR UPDATE")
                .query(Integer.class)
                .single() < VERSION;
    }

    /** Links all Patients anew, from what they say and what people decided. Nobody else may write meanwhile. */
    public void rebuild(WriteTransaction transaction, Instant now) {
        Rebuild rebuild = new Rebuild(transaction, comparer(transaction), now);
        List<SourcePatient> batch = new ArrayList<>();
        rebuild.begin();
        resources.forEachOwned(transaction, List.of("Patient"), (owner, body) -> {
            batch.add(new SourcePatient(body.id().orElseThrow(), body.tree(), owner));
            if (batch.size() == BATCH) {
                rebuild.keep(batch);
                batch.clear();
            }
        });
        rebuild.keep(batch);
        rebuild.markCrowds();
        Plans.byIndex(transaction, rebuild::finish);
        transaction.jdbc().sql("UPDATE linkage_state SET version = :version").param("version", VERSION).update();
    }

    /** Puts weights in force and links all Patients anew by them. Nobody else may write meanwhile. */
    public void use(WriteTransaction transaction, TrainedWeights weights, Instant now) {
        Judges.putInForce(transaction, weights.weights());
        rebuild(transaction, now);
    }

    /**
     * Hands over every person as its source Patients' ids, sorted, persons by their first: what the digest is made of.
     */
    public void forEachPerson(WriteTransaction transaction, Consumer<List<String>> consumer) {
        transaction.jdbc().sql("""
                SELECT array_agg(patient ORDER BY patient) AS patients
                FROM person_link WHERE until IS NULL
                GROUP BY person
                ORDER BY min(patient)""").query(row -> {
            consumer.accept(List.of((String[]) row.getArray("patients").getArray()));
        });
    }
}
