package org.tributary.hub.identity.linking;

import java.sql.ResultSet;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.identity.linking.TraitRows.Fresh;

/**
 * Links a whole store anew: what all Patients say first, then all pairs, then all persons. Persons that are as they
 * should be stay as they are.
 */
final class Rebuild {

    private static final int BATCH = 1_000;

    private final WriteTransaction transaction;
    private final TraitRows traits;
    private final Placement placement;
    private final BlockRows blocks;
    private final Instant now;

    Rebuild(WriteTransaction transaction, Comparer comparer, Instant now) {
        this.transaction = transaction;
        this.traits = new TraitRows(transaction.jdbc());
        this.placement = new Placement(transaction, Locking.NONE, comparer, now);
        this.blocks = new BlockRows(transaction.jdbc(), comparer.mostAlike());
        this.now = now;
    }

    void begin() {
        transaction.jdbc().sql("DELETE FROM patient_key").update();
        transaction.jdbc().sql("UPDATE patient_traits SET traits = NULL").update();
    }

    void keep(List<SourcePatient> patients) {
        if (!patients.isEmpty()) {
            List<Fresh> fresh = patients.stream().map(Fresh::of).toList();
            Set<String> known = patients.stream().map(SourcePatient::id).collect(Collectors.toSet());
            TraitRows.keepKeys(transaction, fresh, traits.keep(fresh, known), Map.of());
        }
    }

    /** When all are kept: finds out which keys too many share. */
    void markCrowds() {
        blocks.markAll(now);
    }

    void finish() {
        List<String> stale = transaction.jdbc()
                .sql("SELECT patient FROM patient_traits WHERE traits IS NULL ORDER BY patient")
                .query(String.class)
                .list();
        traits.forget(stale);
        forEachBatch(placement::compareAgain);
        placement.forget(stale);
        // Who was placed with somebody before them, though their own turn is yet to come.
        Set<String> ahead = new HashSet<>();
        forEachBatch(batch -> {
            List<String> seeds = batch.stream().filter(patient -> !ahead.remove(patient)).toList();
            if (!seeds.isEmpty()) {
                ahead.addAll(placement.replace(seeds));
                batch.forEach(ahead::remove);
            }
        });
    }

    /** All Patients, some at a time: a store may have more of them than memory. */
    private void forEachBatch(Consumer<List<String>> work) {
        long after = Long.MIN_VALUE;
        while (true) {
            Map<Long, String> batch = new LinkedHashMap<>();
            transaction.jdbc()
                    .sql("""
                            SELECT number, patient FROM patient_traits
                            WHERE number > :after ORDER BY number LIMIT :batch""")
                    .param("after", after)
                    .param("batch", BATCH)
                    .query((ResultSet row) -> {
                        batch.put(row.getLong("number"), row.getString("patient"));
                    });
            if (batch.isEmpty()) {
                return;
            }
            work.accept(List.copyOf(batch.values()));
            after = Collections.max(batch.keySet());
        }
    }
}
