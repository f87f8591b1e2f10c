package org.tributary.hub.identity.linking;

import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What people decided of pairs of Patients.
 *
 * <p>
 * Owns the tables {@code link_decision}, {@code link_decision_pair} and {@code link_ruling}.
 */
public final class DecisionRows {

    private final JdbcClient jdbc;

    public DecisionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The rulings of which both Patients are among these. */
    List<Ruling> findAmong(Collection<String> patients) {
        return jdbc.sql("""
                SELECT patient, other, answer, decision, number FROM link_ruling
                WHERE patient = ANY (:patients) AND patient < other AND other = ANY (:patients)""")
                .param("patients", patients.toArray(String[]::new))
                .query((row, number) -> new Ruling(new Pair(row.getString("patient"), row.getString("other")),
                        Answer.findByCode(row.getString("answer")).orElseThrow(),
                        row.getObject("decision", UUID.class), row.getLong("number")))
                .list();
    }

    /** Those of these Patients of which a decision speaks. */
    Set<String> findRuled(Collection<String> patients) {
        return patients.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.sql("SELECT DISTINCT patient FROM link_ruling WHERE patient = ANY (:patients)")
                        .param("patients", patients.toArray(String[]::new))
                        .query(String.class)
                        .list());
    }

    void add(Decision decision, Collection<Pair> pairs, Map<String, Integer> scopes) {
        jdbc.sql("""
                INSERT INTO link_decision (id, operation, answer, reason, who, role, organisation, pairs, at)
                VALUES (:id, :operation, :answer, :reason, :who, :role, :organisation, :pairs, :at)""")
                .param("id", decision.id())
                .param("operation", decision.operation())
                .param("answer", decision.answer().code())
                .param("reason", decision.reason())
                .param("who", decision.who())
                .param("role", decision.role())
                .param("organisation", decision.organisation())
                .param("pairs", pairs.size())
                .param("at", Timestamp.from(decision.at()))
                .update();
        List<Pair> rows = List.copyOf(pairs);
        jdbc.sql(
                """
                        INSERT INTO link_decision_pair (decision, patient, other, patient_scope, other_scope)
                        SELECT :decision, p.* FROM unnest(:patients::text[], :others::text[], :scopes::int[], :otherScopes::int[]) AS p""")
                .param("decision", decision.id())
                .param("patients", rows.stream().map(Pair::patient).toArray(String[]::new))
                .param("others", rows.stream().map(Pair::other).toArray(String[]::new))
                .param("scopes",
                        rows.stream().map(pair -> scopes.getOrDefault(pair.patient(), 0)).toArray(Integer[]::new))
                .param("otherScopes",
                        rows.stream().map(pair -> scopes.getOrDefault(pair.other(), 0)).toArray(Integer[]::new))
                .update();
        rule(pairs);
    }

    /** Whether it was in force until now. */
    boolean revoke(UUID decision, Decision.Revocation revocation) {
        return jdbc.sql("""
                UPDATE link_decision SET revoked_at = :at, revoked_by = :who, revoked_why = :reason
                WHERE id = :id AND revoked_at IS NULL""")
                .param("id", decision)
                .param("at", Timestamp.from(revocation.at()))
                .param("who", revocation.who())
                .param("reason", revocation.reason())
                .update() == 1;
    }

    /** Works out what holds of pairs, from the decisions that are in force. */
    void rule(Collection<Pair> pairs) {
        String[] patients = pairs.stream().map(Pair::patient).toArray(String[]::new);
        String[] others = pairs.stream().map(Pair::other).toArray(String[]::new);
        jdbc.sql("""
                DELETE FROM link_ruling r USING unnest(:patients::text[], :others::text[]) AS p (patient, other)
                WHERE r.patient = p.patient COLLATE "C" AND r.other = p.other COLLATE "C"
                   OR r.patient = p.other COLLATE "C" AND r.other = p.patient COLLATE "C\"""")
                .param("patients", patients)
                .param("others", others)
                .update();
        jdbc.sql("""
                INSERT INTO link_ruling (patient, other, answer, decision, number)
                SELECT either.patient, either.other, newest.answer, newest.id, newest.number
                FROM (SELECT DISTINCT ON (p.patient, p.other) p.patient, p.other, d.answer, d.id, d.number
                      FROM unnest(:patients::text[], :others::text[]) AS w (patient, other)
                      JOIN link_decision_pair p ON p.patient = w.patient COLLATE "C" AND p.other = w.other COLLATE "C"
                      JOIN link_decision d ON d.id = p.decision AND d.revoked_at IS NULL
                      ORDER BY p.patient, p.other, d.number DESC) newest
                CROSS JOIN LATERAL (VALUES (newest.patient, newest.other), (newest.other, newest.patient))
                  AS either (patient, other)""")
                .param("patients", patients)
                .param("others", others)
                .update();
    }

    Set<Pair> listPairs(UUID decision) {
        return Set.copyOf(jdbc.sql("SELECT patient, other FROM link_decision_pair WHERE decision = :decision")
                .param("decision", decision)
                .query((row, number) -> new Pair(row.getString("patient"), row.getString("other")))
                .list());
    }

    /** Decisions with the Patients they speak of, the latest first; under a reader's login those it may see. */
    public List<Decision> listFor(Collection<String> patients) {
        return list("""
                SELECT d.*, p.patient, p.other FROM link_decision d JOIN link_decision_pair p ON p.decision = d.id
                WHERE d.id IN (SELECT decision FROM link_decision_pair
                               WHERE patient = ANY (:patients) OR other = ANY (:patients))
                ORDER BY d.number DESC""", "patients", patients.toArray(String[]::new));
    }

    public Optional<Decision> find(UUID decision) {
        return list("""
                SELECT d.*, p.patient, p.other FROM link_decision d JOIN link_decision_pair p ON p.decision = d.id
                WHERE d.id = :id""", "id", decision).stream().findFirst();
    }

    private List<Decision> list(String sql, String parameter, Object value) {
        Map<UUID, TreeSet<String>> patients = new HashMap<>();
        List<Decision> rows = jdbc.sql(sql).param(parameter, value).query((row, number) -> {
            UUID id = row.getObject("id", UUID.class);
            TreeSet<String> named = patients.computeIfAbsent(id, key -> new TreeSet<>());
            named.add(row.getString("patient"));
            named.add(row.getString("other"));
            return Decision.read(row);
        }).list();
        return rows.stream()
                .distinct()
                .map(decision -> decision.of(patients.getOrDefault(decision.id(), new TreeSet<>())))
                .toList();
    }
}
