package org.tributary.hub.ingest;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.tributary.hub.access.RoundTrip;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.identity.linking.Locking;

/**
 * Locks of a write transaction, held to its end. What is locked falls into hashed buckets, taken in ascending order, so
 * two transactions never wait for each other in a circle and a batch of ten thousand takes no more than 1,024 of them.
 * What linkage compares is known only after folding, and the persons that this touches only after that: their buckets
 * lie above the others, so they may be taken later. The conditions of conditional writes decide which resources are
 * locked: their buckets lie below, and are taken first.
 */
final class Locks {

    private static final int BUCKETS = 1_024;
    private static final int CROWDS = 2 * BUCKETS;
    private static final int PERSONS = CROWDS + 1;
    private static final int SPACE = 0x7472_6962;
    private static final int EACH = SPACE + 1;

    private Locks() {
    }

    /** Locks conditions, so that of several equal ones each sees what the ones before it wrote. */
    static void takeConditions(WriteTransaction transaction, Collection<String> conditions) {
        take(transaction, conditions, -BUCKETS);
    }

    /** Locks aggregates, resources and message identities by any text that names them. */
    static void takeNames(WriteTransaction transaction, Collection<String> names) {
        take(transaction, names, 0);
    }

    /** The same as the next thing that is done in a round trip. */
    static void takeNames(RoundTrip trip, Collection<String> names) {
        lock(trip, buckets(names, 0));
    }

    /**
     * Locks names alone, not all that fall into their buckets: for the batches of loads, which would else exclude one
     * another whatever they hold. The buckets are shared among those who lock so, and are nobody else's meanwhile.
     */
    static void takeEachName(WriteTransaction transaction, Collection<String> names) {
        RoundTrip trip = transaction.roundTripOfFewRows();
        trip.add("SELECT count(pg_advisory_xact_lock_shared(?, bucket)) FROM unnest(?::int[]) AS bucket", SPACE,
                buckets(names, 0));
        trip.add("SELECT count(pg_advisory_xact_lock(?, name)) FROM unnest(?::int[]) AS name", EACH,
                names.stream().mapToInt(Object::hashCode).sorted().distinct().toArray());
        trip.run();
    }

    /** What linkage locks; after {@link #takeNames}. */
    static Locking forLinkage(WriteTransaction transaction) {
        return new Locking() {
            @Override
            public void keys(Collection<Long> keys, Collection<Long> crowded) {
                lockKeys(transaction, keys, crowded);
            }

            @Override
            public void crowds() {
                RoundTrip trip = transaction.roundTrip();
                lock(trip, new int[]{CROWDS});
                trip.run();
            }

            @Override
            public void persons(Collection<UUID> persons) {
                take(transaction, persons, PERSONS);
            }

            @Override
            public void allPersons() {
                RoundTrip trip = transaction.roundTrip();
                lock(trip, IntStream.range(PERSONS, PERSONS + BUCKETS).toArray());
                trip.run();
            }
        };
    }

    /** Locks everything that a write can lock, and so waits for all writers. */
    static void takeAll(WriteTransaction transaction) {
        RoundTrip trip = transaction.roundTrip();
        lock(trip, IntStream.range(0, PERSONS + BUCKETS).toArray());
        trip.run();
    }

    /** A bucket of both is locked as one of those that nobody else may hold. */
    private static void lockKeys(WriteTransaction transaction, Collection<Long> keys, Collection<Long> crowded) {
        Map<Integer, Boolean> shared = new TreeMap<>();
        IntStream.of(buckets(crowded, BUCKETS)).forEach(bucket -> shared.put(bucket, true));
        IntStream.of(buckets(keys, BUCKETS)).forEach(bucket -> shared.put(bucket, false));
        transaction.roundTripOfFewRows()
                .add("""
                        SELECT count(CASE WHEN shared THEN pg_advisory_xact_lock_shared(?, bucket)
                                          ELSE pg_advisory_xact_lock(?, bucket) END)
                        FROM unnest(?::int[], ?::boolean[]) AS wanted (bucket, shared)""", SPACE, SPACE,
                        shared.keySet().stream().mapToInt(Integer::intValue).toArray(),
                        shared.values().toArray(Boolean[]::new))
                .run();
    }

    private static void take(WriteTransaction transaction, Collection<?> names, int base) {
        if (!names.isEmpty()) {
            RoundTrip trip = transaction.roundTripOfFewRows();
            lock(trip, buckets(names, base));
            trip.run();
        }
    }

    private static int[] buckets(Collection<?> names, int base) {
        return names.stream()
                .mapToInt(name -> base + Math.floorMod(name.hashCode(), BUCKETS))
                .sorted()
                .distinct()
                .toArray();
    }

    private static void lock(RoundTrip trip, int[] ascending) {
        trip.add("SELECT count(pg_advisory_xact_lock(?, bucket)) FROM unnest(?::int[]) AS bucket", SPACE, ascending);
    }
}
