package org.tributary.hub.identity.linking;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tributary.hub.identity.compare.Evidence;

/**
 * The pairs that are one person, or may be.
 *
 * <p>
 * Owns the table {@code person_edge}.
 */
final class EdgeRows {

    private final JdbcClient jdbc;

    EdgeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An edge with the scopes of its ends, and since when it has said what it says. */
    record Kept(Edge edge, int patientScope, int otherScope, Instant since) {

        Kept since(Instant earlier) {
            return new Kept(edge, patientScope, otherScope, earlier);
        }

        /** Both ends of an edge that links; nobody where it does not. */
        List<String> linked() {
            return edge.links() ? edge.pair().ends() : List.of();
        }

        boolean saysTheSame(@Nullable Kept that) {
            return that != null && edge.equals(that.edge) && patientScope == that.patientScope
                    && otherScope == that.otherScope;
        }
    }

    /** All edges of these Patients, by pair; one between two of them is read twice. */
    Map<Pair, Kept> find(Collection<String> patients) {
        Map<Pair, Kept> found = new HashMap<>();
        jdbc.sql("""
                SELECT * FROM person_edge WHERE patient = ANY (:patients)
                UNION ALL
                SELECT * FROM person_edge WHERE other = ANY (:patients)""")
                .param("patients", patients.toArray(String[]::new))
                .query(row -> {
                    Edge edge = new Edge(row.getString("patient"), row.getString("other"), row.getBoolean("links"),
                            row.getString("rule"), row.getInt("strength"), row.getDouble("score"),
                            Evidence.parse(row.getString("evidence")));
                    found.put(edge.pair(), new Kept(edge, row.getInt("patient_scope"), row.getInt("other_scope"),
                            row.getTimestamp("since").toInstant()));
                });
        return found;
    }

    /** Those of these Patients that have an edge that links. */
    Set<String> findLinked(Collection<String> patients) {
        return patients.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.sql("""
                        SELECT patient FROM person_edge WHERE patient = ANY (:patients) AND links
                        UNION
                        SELECT other FROM person_edge WHERE other = ANY (:patients) AND links""")
                        .param("patients", patients.toArray(String[]::new))
                        .query(String.class)
                        .list());
    }

    void delete(Collection<Pair> pairs) {
        if (!pairs.isEmpty()) {
            jdbc.sql("""
                    DELETE FROM person_edge e USING unnest(:patients::text[], :others::text[]) AS gone (patient, other)
                    WHERE e.patient = gone.patient COLLATE "C" AND e.other = gone.other COLLATE "C\"""")
                    .param("patients", pairs.stream().map(Pair::patient).toArray(String[]::new))
                    .param("others", pairs.stream().map(Pair::other).toArray(String[]::new))
                    .update();
        }
    }

    /**
     * Those that link are kept as settled, which nearly all of them are once persons are in place; {@link #settle} says
     * which are not.
     */
    void insert(Collection<Kept> edges) {
        if (edges.isEmpty()) {
            return;
        }
        List<Kept> rows = List.copyOf(edges);
        jdbc.sql(
                """
                        INSERT INTO person_edge (patient, other, patient_scope, other_scope, id, links, rule, strength, score,
                                                 evidence, since, state)
                        SELECT e.*, CASE WHEN e.links THEN 'settled' ELSE 'waiting' END
                        FROM unnest(:patients::text[], :others::text[], :patientScopes::int[], :otherScopes::int[],
                                    :ids::uuid[], :links::boolean[], :rules::text[], :strengths::int[], :scores::float8[],
                                    :evidence::text[], :since::timestamptz[])
                          AS e (patient, other, patient_scope, other_scope, id, links, rule, strength, score, evidence, since)""")
                .param("patients", texts(rows, row -> row.edge().patient()))
                .param("others", texts(rows, row -> row.edge().other()))
                .param("patientScopes", rows.stream().map(Kept::patientScope).toArray(Integer[]::new))
                .param("otherScopes", rows.stream().map(Kept::otherScope).toArray(Integer[]::new))
                .param("ids", texts(rows, row -> row.edge().pair().id().toString()))
                .param("links", rows.stream().map(row -> row.edge().links()).toArray(Boolean[]::new))
                .param("rules", texts(rows, row -> row.edge().rule()))
                .param("strengths", rows.stream().map(row -> row.edge().strength()).toArray(Integer[]::new))
                .param("scores", rows.stream().map(row -> row.edge().score()).toArray(Double[]::new))
                .param("evidence", texts(rows, row -> row.edge().evidence().text()))
                .param("since", rows.stream().map(row -> Timestamp.from(row.since())).toArray(Timestamp[]::new))
                .update();
    }

    /** Notes which edges of these Patients somebody has to look at, when persons and rulings are in place. */
    void settle(Collection<String> patients) {
        jdbc.sql("""
                WITH now AS (
                  SELECT e.id,
                    CASE WHEN p.person = o.person THEN 'settled'
                         WHEN EXISTS (SELECT FROM person_link m
                                      JOIN link_ruling r ON r.patient = m.patient AND r.answer = 'different'
                                      JOIN person_link n ON n.patient = r.other AND n.until IS NULL
                                      WHERE m.person = p.person AND m.until IS NULL AND n.person = o.person)
                           THEN 'settled'
                         WHEN EXISTS (SELECT FROM link_ruling r
                                      WHERE r.patient = e.patient AND r.other = e.other AND r.answer = 'unsure')
                           THEN 'unsure'
                         ELSE 'waiting' END COLLATE "C" AS state
                  FROM (SELECT id, patient, other FROM person_edge WHERE patient = ANY (:patients)
                        UNION
                        SELECT id, patient, other FROM person_edge WHERE other = ANY (:patients)) e
                  JOIN person_link p ON p.patient = e.patient AND p.until IS NULL
                  JOIN person_link o ON o.patient = e.other AND o.until IS NULL)
                UPDATE person_edge e SET state = now.state FROM now WHERE e.id = now.id AND e.state <> now.state""")
                .param("patients", patients.toArray(String[]::new))
                .update();
    }

    private static String[] texts(List<Kept> rows, Function<Kept, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }
}
