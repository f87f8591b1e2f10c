package org.tributary.hub.identity.linking;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tributary.hub.identity.compare.BlockingKeys;
import org.tributary.hub.identity.compare.KeyKind;
import org.tributary.hub.identity.linking.TraitRows.Scoped;

/**
 * Which Patients share keys, and which keys are shared by so many, a crowd, that nobody is compared by them. Whether a
 * key is crowded depends on how many have it and on nothing else.
 *
 * <p>
 * Owns the table {@code linkage_crowd}, and reads {@code patient_key}.
 */
final class BlockRows {

    private final JdbcClient jdbc;
    private final int most;

    BlockRows(JdbcClient jdbc, int most) {
        this.jdbc = jdbc;
        this.most = most;
    }

    /**
     * @param sharing
     *            the numbers of the Patients of each key that is no crowd's and that several have
     * @param risen
     *            keys that are shared by too many and are not marked as crowded yet
     */
    record Found(Map<Long, Long[]> sharing, Set<Long> risen) {
    }

    /**
     * Who shares these keys. The keys are in the order of the index, which is read page after page; a key that is no
     * crowd's yet has no more Patients than the transactions that are under way have added.
     */
    Found find(Map<Long, KeyKind> keys) {
        Map<Long, Long[]> sharing = new HashMap<>();
        Set<Long> risen = new TreeSet<>();
        if (keys.isEmpty()) {
            return new Found(sharing, risen);
        }
        Set<Long> wanted = new HashSet<>(keys.keySet());
        wanted.removeAll(findCrowded(wanted));
        jdbc.sql("""
                SELECT key, array_agg(patient) AS patients FROM patient_key
                WHERE key = ANY (:keys)
                GROUP BY key HAVING count(*) > 1""")
                .param("keys", wanted.toArray(Long[]::new))
                .query(row -> {
                    Long[] patients = (Long[]) row.getArray("patients").getArray();
                    long key = row.getLong("key");
                    if (patients.length > most && mayCrowd(keys, key)) {
                        risen.add(key);
                    } else {
                        sharing.put(key, patients);
                    }
                });
        return new Found(sharing, risen);
    }

    private static boolean mayCrowd(Map<Long, KeyKind> keys, Long key) {
        KeyKind kind = keys.get(key);
        return kind != null && kind.mayCrowd();
    }

    /** Those of these keys that are marked as crowded, and are no more. */
    Set<Long> findFallen(Collection<Long> keys) {
        return keys.isEmpty()
                ? Set.of()
                : new TreeSet<>(jdbc
                        .sql("""
                                SELECT c.key FROM linkage_crowd c
                                WHERE c.key = ANY (:keys)
                                  AND (SELECT count(*) FROM (SELECT FROM patient_key k WHERE k.key = c.key LIMIT :most + 1) m) <= :most""")
                        .param("keys", keys.toArray(Long[]::new))
                        .param("most", most)
                        .query(Long.class)
                        .list());
    }

    /** Those of these keys that are marked as crowded. */
    Set<Long> findCrowded(Collection<Long> keys) {
        return findCrowded(jdbc, keys);
    }

    /** The same, for who locks them. */
    static Set<Long> findCrowded(JdbcClient jdbc, Collection<Long> keys) {
        return new HashSet<>(jdbc.sql("SELECT key FROM linkage_crowd WHERE key = ANY (:keys)")
                .param("keys", keys.toArray(Long[]::new))
                .query(Long.class)
                .list());
    }

    /** All Patients that have one of these keys, by key. */
    Map<Long, Set<Long>> findMembers(Collection<Long> keys) {
        Map<Long, Set<Long>> members = new HashMap<>();
        jdbc.sql("SELECT key, patient FROM patient_key WHERE key = ANY (:keys)")
                .param("keys", keys.toArray(Long[]::new))
                .query(row -> {
                    members.computeIfAbsent(row.getLong("key"), none -> new TreeSet<>()).add(row.getLong("patient"));
                });
        return members;
    }

    void mark(Collection<Long> risen, Collection<Long> fallen, Instant now) {
        jdbc.sql("DELETE FROM linkage_crowd WHERE key = ANY (:keys)")
                .param("keys", fallen.toArray(Long[]::new))
                .update();
        jdbc.sql("INSERT INTO linkage_crowd (key, since) SELECT key, :now FROM unnest(:keys::bigint[]) AS key")
                .param("keys", risen.toArray(Long[]::new))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Marks all crowded keys of a store anew, and no others. */
    void markAll(Instant now) {
        Map<Long, Long> examples = new HashMap<>();
        jdbc.sql("""
                SELECT key, min(patient) AS example FROM patient_key GROUP BY key HAVING count(*) > :most""")
                .param("most", most)
                .query(row -> {
                    examples.put(row.getLong("key"), row.getLong("example"));
                });
        Map<Long, Scoped> patients = new TraitRows(jdbc).findByNumber(new HashSet<>(examples.values()));
        Set<Long> crowded = new TreeSet<>();
        examples.forEach((key, example) -> {
            Scoped patient = patients.get(example);
            if (patient != null && mayCrowd(BlockingKeys.kindsOf(patient.traits()), key)) {
                crowded.add(key);
            }
        });
        List<Long> before = jdbc.sql("SELECT key FROM linkage_crowd").query(Long.class).list();
        List<Long> fallen = new ArrayList<>(before);
        fallen.removeAll(crowded);
        before.forEach(crowded::remove);
        mark(crowded, fallen, now);
    }
}
