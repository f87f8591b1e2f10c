package org.tributary.hub.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.identity.TraitRows.Fresh;

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
            traits.keepKeys(fresh, traits.keep(fresh), Map.of());
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
        List<String> all = transaction.jdbc()
                .sql("SELECT patient FROM patient_traits ORDER BY number")
                .query(String.class)
                .list();
        for (int from = 0; from < all.size(); from += BATCH) {
            placement.compareAgain(all.subList(from, Math.min(all.size(), from + BATCH)));
        }
        placement.forget(stale);
        Set<String> done = new HashSet<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            List<String> seeds = new ArrayList<>(all.subList(from, Math.min(all.size(), from + BATCH)));
            seeds.removeAll(done);
            if (!seeds.isEmpty()) {
                done.addAll(placement.replace(seeds));
            }
        }
    }
}
