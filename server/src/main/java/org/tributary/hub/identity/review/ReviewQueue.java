package org.tributary.hub.identity.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.identity.compare.Evidence;
import org.tributary.hub.identity.compare.Judge;
import org.tributary.hub.identity.compare.Traits;
import org.tributary.hub.identity.linking.Judges;
import org.tributary.hub.identity.linking.Linkage;
import org.tributary.hub.identity.review.ReviewCase.EvidenceLine;
import org.tributary.hub.identity.review.ReviewCase.Record;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.StoredResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pairs of source Patients that somebody has to look at, the longest waiting first; of each caller those of which
 * they may see both.
 *
 * <p>
 * Reads the tables of {@link Linkage}, and {@code scope} for who publishes a record.
 */
@Component
public final class ReviewQueue {

    private final ResourceReader resources;
    private final Judges judges;

    ReviewQueue(ResourceReader resources, Judges judges) {
        this.resources = resources;
        this.judges = judges;
    }

    /**
     * Which cases are asked for.
     *
     * @param organisation
     *            the ODS code of the publisher of one of the two Patients
     * @param before
     *            only those that have waited since before then
     * @param after
     *            where the page before ended, as it told in {@link Page#next}
     * @param unsure
     *            those that somebody looked at and could not decide, instead of those that wait
     */
    public record Filter(Optional<String> organisation, Optional<Instant> before, Optional<String> after,
            boolean unsure, int limit) {
    }

    /**
     * @param waiting
     *            how many the filter finds in all
     * @param next
     *            where to go on; empty at the end
     */
    public record Page(List<ReviewCase> cases, Optional<String> next, long waiting) {

        public Page {
            cases = List.copyOf(cases);
        }
    }

    private record Row(UUID id, String patient, String other, String rule, double score, Evidence evidence,
            Instant since) {

        private static Row read(ResultSet row, int number) throws SQLException {
            return new Row(row.getObject("id", UUID.class), row.getString("patient"), row.getString("other"),
                    row.getString("rule"), row.getDouble("score"), Evidence.parse(row.getString("evidence")),
                    row.getTimestamp("since").toInstant());
        }
    }

    private static final String WANTED = """
            FROM person_edge e
            WHERE e.state = :state AND e.since < :before
              AND (:organisation = '' OR EXISTS (SELECT FROM scope s
                                                 WHERE s.publisher = :organisation
                                                   AND s.id IN (e.patient_scope, e.other_scope)))""";

    /**
     * @throws IllegalArgumentException
     *             when {@code after} is none of what a page told
     */
    public Page list(ReadTransaction transaction, Filter filter) {
        Place place = filter.after().map(Place::parse).orElse(Place.BEGINNING);
        List<Row> rows = wanted(transaction, "SELECT e.* " + WANTED + """
                AND (e.since, e.id) > (:since, :id::uuid) ORDER BY e.since, e.id LIMIT :limit""", filter)
                .param("since", Timestamp.from(place.since()))
                .param("id", place.id().toString())
                .param("limit", filter.limit() + 1)
                .query(Row::read)
                .list();
        long waiting = wanted(transaction, "SELECT count(*) " + WANTED, filter).query(Long.class).single();
        List<Row> shown = rows.subList(0, Math.min(rows.size(), filter.limit()));
        return new Page(shown.stream().map(row -> reviewCase(transaction, row)).toList(),
                rows.size() > shown.size()
                        ? Optional.of(new Place(shown.getLast().since(), shown.getLast().id()).text())
                        : Optional.empty(),
                waiting);
    }

    private static JdbcClient.StatementSpec wanted(ReadTransaction transaction, String sql, Filter filter) {
        return transaction.jdbc()
                .sql(sql)
                .param("state", filter.unsure() ? "unsure" : "waiting")
                .param("before", Timestamp.from(filter.before().orElse(Instant.parse("9999-01-01T00:00:00Z"))))
                .param("organisation", filter.organisation().orElse(""));
    }

    /** A case, also one that waits no more; empty when the caller may not see both Patients. */
    public Optional<ReviewCase> find(ReadTransaction transaction, UUID id) {
        return transaction.jdbc()
                .sql("SELECT * FROM person_edge WHERE id = :id")
                .param("id", id)
                .query(Row::read)
                .optional()
                .map(row -> reviewCase(transaction, row));
    }

    /** How many wait, and since when the first of them. */
    public record Backlog(long waiting, Optional<Instant> oldest) {
    }

    public Backlog backlog(ReadTransaction transaction) {
        return transaction.jdbc()
                .sql("SELECT count(*) AS waiting, min(since) AS oldest FROM person_edge WHERE state = 'waiting'")
                .query((row, number) -> new Backlog(row.getLong("waiting"),
                        Optional.ofNullable(row.getTimestamp("oldest")).map(Timestamp::toInstant)))
                .single();
    }

    private ReviewCase reviewCase(ReadTransaction transaction, Row row) {
        List<Record> records = records(transaction, row);
        Map<String, Traits> traits = new HashMap<>();
        transaction.jdbc()
                .sql("SELECT patient, traits FROM patient_traits WHERE patient IN (:patient, :other)")
                .param("patient", row.patient())
                .param("other", row.other())
                .query(found -> {
                    traits.put(found.getString("patient"),
                            JsonMapper.shared().readValue(found.getString("traits"), Traits.class));
                });
        Traits one = traits.get(row.patient());
        Traits other = traits.get(row.other());
        List<EvidenceLine> lines = one == null || other == null
                ? List.of()
                : lines(judges.current(transaction.jdbc()), row.evidence(), one, other);
        return new ReviewCase(row.id(), row.since(), row.rule(), row.score(), lines, records);
    }

    private static List<EvidenceLine> lines(Judge judge, Evidence evidence, Traits one, Traits other) {
        return judge.bits(evidence, one, other)
                .entrySet()
                .stream()
                .map(entry -> EvidenceLine.of(entry.getKey(), evidence, entry.getValue()))
                .sorted(Comparator.comparingDouble(EvidenceLine::weight).reversed())
                .toList();
    }

    /** The pair first, then what else the caller sees of their persons. */
    private List<Record> records(ReadTransaction transaction, Row row) {
        Map<String, Record> found = new TreeMap<>();
        transaction.jdbc()
                .sql("""
                        SELECT m.patient, m.person, s.publisher, s.setting
                        FROM person_link l
                        JOIN person_link m ON m.person = l.person AND m.until IS NULL
                        JOIN scope s ON s.id = m.scope
                        WHERE l.patient IN (:patient, :other) AND l.until IS NULL""")
                .param("patient", row.patient())
                .param("other", row.other())
                .query(member -> {
                    String patient = member.getString("patient");
                    found.put(patient, new Record(patient, member.getString("person"), member.getString("publisher"),
                            member.getString("setting"), patient.equals(row.patient()) || patient.equals(row.other()),
                            JsonMapper.shared().createObjectNode()));
                });
        List<Record> records = new ArrayList<>();
        for (StoredResource patient : resources.findAll(transaction,
                found.keySet().stream().map(id -> new ResourceKey("Patient", id)).toList())) {
            Record record = found.get(patient.key().id());
            if (record != null) {
                JsonNode json = JsonMapper.shared().readTree(patient.json());
                records.add(record.with(json));
            }
        }
        records.sort(Comparator.comparing(Record::ofPair).reversed().thenComparing(Record::patient));
        return records;
    }

    /** Where a page ends. */
    private record Place(Instant since, UUID id) {

        private static final Place BEGINNING = new Place(Instant.EPOCH, new UUID(0, 0));

        private String text() {
            return since.toString() + ',' + id;
        }

        private static Place parse(String text) {
            int comma = text.indexOf(',');
            if (comma < 0) {
                throw new IllegalArgumentException("after must be what the page before says in next");
            }
            try {
                return new Place(Instant.parse(text.substring(0, comma)), UUID.fromString(text.substring(comma + 1)));
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("after must be what the page before says in next", e);
            }
        }
    }
}
