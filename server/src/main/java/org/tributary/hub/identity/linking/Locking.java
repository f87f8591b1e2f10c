package org.tributary.hub.identity.linking;

import java.util.Collection;
import java.util.UUID;

/**
 * How linkage keeps others from what it works on: whoever opened the transaction lends it its locks, which are held to
 * the transaction's end. Keys are taken before persons, each kind in ascending order of hashed buckets.
 */
public interface Locking {

    /** For a transaction that nobody else can get in the way of. */
    Locking NONE = new Locking() {
        @Override
        public void keys(Collection<Long> keys, Collection<Long> crowded) {
            // Everything is locked.
        }

        @Override
        public void crowds() {
            // Everything is locked.
        }

        @Override
        public void persons(Collection<UUID> persons) {
            // Everything is locked.
        }

        @Override
        public void allPersons() {
            // Everything is locked.
        }
    };

    /**
     * Blocking keys that Patients have or had.
     *
     * @param crowded
     *            those by which nobody is compared: others may hold them at the same time, as long as they too need no
     *            more than that it stays so
     */
    void keys(Collection<Long> keys, Collection<Long> crowded);

    /** That keys become crowded, or are it no more: one transaction after the other; after keys, before persons. */
    void crowds();

    /** Persons whose Patients may come to be others'. */
    void persons(Collection<UUID> persons);

    /** All persons: for who would have most of the buckets anyway, and need not find out which. */
    void allPersons();
}
