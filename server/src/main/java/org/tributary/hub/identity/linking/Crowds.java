package org.tributary.hub.identity.linking;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.identity.compare.BlockingKeys;
import org.tributary.hub.identity.compare.KeyKind;
import org.tributary.hub.identity.compare.Traits;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells whom linkage does not compare with one another because too many are alike: for operators, since it tells of the
 * Patients of all publishers.
 *
 * <p>
 * Reads the tables of {@link Linkage}, and {@code scope} for who publishes a record.
 */
@Component
public final class Crowds {

    private static final int MOST = 100;
    private static final int EXAMPLES = 3;

    /**
     * Patients that share a key.
     *
     * @param alikeIn
     *            what they have in common, in words
     * @param since
     *            when they became too many
     * @param patients
     *            how many each organisation has of them, by ODS code
     * @param examples
     *            the ids of some
     */
    public record Crowd(String alikeIn, Instant since, Map<String, Long> patients, List<String> examples) {
    }

    /**
     * @param count
     *            how many crowds there are
     * @param crowds
     *            of these the first hundred
     */
    public record Report(long count, List<Crowd> crowds) {
    }

    private record Row(long key, Instant since) {
    }

    public long count(ReadTransaction transaction) {
        return transaction.jdbc().sql("SELECT count(*) FROM linkage_crowd").query(Long.class).single();
    }

    /** Those that became crowds first come first. */
    public Report report(ReadTransaction transaction) {
        List<Row> rows = transaction.jdbc()
                .sql("SELECT key, since FROM linkage_crowd ORDER BY since, key LIMIT :most")
                .param("most", MOST)
                .query((row, number) -> new Row(row.getLong("key"), row.getTimestamp("since").toInstant()))
                .list();
        List<Crowd> crowds = new ArrayList<>();
        for (Row row : rows) {
            List<Traits> examples = examples(transaction, row.key());
            String alikeIn = examples.stream()
                    .map(traits -> BlockingKeys.kindsOf(traits).get(row.key()))
                    .findFirst()
                    .map(KeyKind::words)
                    .orElse("what linkage no longer compares");
            crowds.add(new Crowd(alikeIn, row.since(), patients(transaction, row.key()),
                    examples.stream().map(Traits::id).toList()));
        }
        return new Report(count(transaction), crowds);
    }

    private static List<Traits> examples(ReadTransaction transaction, long key) {
        return transaction.jdbc()
                .sql("""
                        SELECT t.traits FROM patient_traits t
                        WHERE t.number IN (SELECT k.patient FROM patient_key k WHERE k.key = :key
                                           ORDER BY k.patient LIMIT :examples)
                          AND t.traits IS NOT NULL
                        ORDER BY t.number""")
                .param("key", key)
                .param("examples", EXAMPLES)
                .query((row, number) -> JsonMapper.shared().readValue(row.getString("traits"), Traits.class))
                .list();
    }

    private static Map<String, Long> patients(ReadTransaction transaction, long key) {
        Map<String, Long> patients = new TreeMap<>();
        transaction.jdbc()
                .sql("""
                        SELECT s.publisher, count(*) AS patients
                        FROM patient_key k JOIN scope s ON s.id = k.scope
                        WHERE k.key = :key
                        GROUP BY s.publisher""")
                .param("key", key)
                .query(row -> {
                    patients.put(row.getString("publisher"), row.getLong("patients"));
                });
        return patients;
    }
}
