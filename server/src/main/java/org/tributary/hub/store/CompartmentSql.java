package org.tributary.hub.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.store.index.CompartmentPaths;
import org.tributary.hub.store.index.DateRange;
import org.tributary.hub.store.index.Hash;

/**
 * The statements that {@link CompartmentReader} reads its pages with, over the tables {@code resource},
 * {@code index_link} and {@code index_span}. Each goes through one index in the order of its page. Columns:
 * {@code type, id, version, last_updated, body, patient}, then {@code member} (whether it is in the compartment rather
 * than referred to).
 */
final class CompartmentSql {

    /** The parts of a compartment, in the order of its pages. */
    enum Part {
        /** The Patient or Encounter itself. */
        FOCUS,
        /** What belongs to the record of the patient, or of any. */
        RECORD,
        /** What is in the compartment of the focus without belonging to the patient's record alone. */
        OTHERS,
        /** What the parts before refer to; for all patients the other resources in their compartments as well. */
        REFERENCED
    }

    /** Where a page begins: behind this resource. */
    record Position(Part part, String type, long pk, String patient) {
    }

    /**
     * @param sql
     *            which has a further parameter, {@code limit}
     */
    record Statement(Part part, String sql, Map<String, Object> parameters) {
    }

    private static final String COLUMNS = "SELECT r.type, r.id, r.version, r.last_updated, r.body, r.patient, ";

    private final CompartmentQuery query;
    private final Map<String, Object> parameters = new HashMap<>();
    private final String wanted;
    private final String care;

    CompartmentSql(CompartmentQuery query) {
        this.query = query;
        this.wanted = types() + since();
        this.care = care();
        query.focus().ifPresent(focus -> {
            parameters.put("patient", focus.id());
            parameters.put("focus", Hash.value(focus.reference()));
            parameters.put("focusType", focus.type());
            parameters.put("claims",
                    isPatient() ? CompartmentPaths.otherClaims() : CompartmentPaths.encounter());
        });
    }

    private boolean isPatient() {
        return query.focus().filter(focus -> focus.type().equals("Patient")).isPresent();
    }

    private String types() {
        if (query.types().isEmpty()) {
            return "";
        }
        parameters.put("types", query.types().toArray(String[]::new));
        return " AND r.type = ANY (:types)";
    }

    private String since() {
        if (query.since().isEmpty()) {
            return "";
        }
        parameters.put("since", DateRange.time(range("_since", query.since()).low()));
        return " AND r.last_updated >= :since";
    }

    private String care() {
        if (query.start().isEmpty() && query.end().isEmpty()) {
            return "";
        }
        parameters.put("care", CompartmentPaths.careDates());
        parameters.put("start", DateRange.time(query.start().isEmpty()
                ? DateRange.MIN
                : range("start", query.start()).low()));
        parameters.put("end", DateRange.time(query.end().isEmpty() ? DateRange.MAX : range("end", query.end()).high()));
        return " AND " + """
                (SELECT coalesce(bool_or(s.low < :end AND s.high > :start), true)
                 FROM index_span s WHERE s.resource = r.pk AND s.path = ANY (:care))""";
    }

    private static DateRange range(String parameter, Optional<String> text) {
        return text.flatMap(DateRange::parse)
                .orElseThrow(() -> SearchRefused.invalid(parameter, "it is not a date or time of R4"));
    }

    /** Whether the focus itself is among what is asked for. */
    boolean wantsFocus(ReadTransaction transaction) {
        return wanted.isEmpty() && care.isEmpty() || transaction.jdbc()
                .sql("SELECT EXISTS (SELECT FROM resource r WHERE r.type = :focusType AND r.id = :patient" + wanted
                        + care + ")")
                .params(parameters)
                .query(Boolean.class)
                .single();
    }

    /** What is to be read, one after the other until the page is full. */
    List<Statement> statements(Optional<Position> after) {
        Part from = after.map(Position::part).orElse(Part.FOCUS);
        List<Statement> statements = new ArrayList<>();
        if (query.focus().isEmpty()) {
            if (from.compareTo(Part.RECORD) <= 0) {
                statements.add(records(after));
            }
            outside(after.filter(position -> position.part == Part.REFERENCED), statements);
            return statements;
        }
        if (isPatient() && from.compareTo(Part.RECORD) <= 0) {
            statements.add(record(after.filter(position -> position.part == Part.RECORD)));
        }
        if (from.compareTo(Part.OTHERS) <= 0) {
            statements.add(others(after.filter(position -> position.part == Part.OTHERS)));
        }
        statements.add(referenced(after.filter(position -> position.part == Part.REFERENCED)));
        return statements;
    }

    private Statement statement(Part part, String sql, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.putAll(more);
        return new Statement(part, sql, all);
    }

    private Statement record(Optional<Position> after) {
        Map<String, Object> more = new HashMap<>();
        after.ifPresent(position -> {
            more.put("afterType", position.type);
            more.put("afterPk", position.pk);
        });
        return statement(Part.RECORD, COLUMNS + """
                true AS member
                FROM resource r
                WHERE r.patient = :patient AND r.body IS NOT NULL AND r.type <> 'Patient'"""
                + (after.isEmpty() ? "" : " AND (r.type, r.pk) > (:afterType, :afterPk)") + wanted + care
                + " ORDER BY r.type, r.pk LIMIT :limit", more);
    }

    private Statement others(Optional<Position> after) {
        return statement(Part.OTHERS, COLUMNS + """
                true AS member
                FROM (SELECT DISTINCT l.resource FROM index_link l
                      WHERE l.path = ANY (:claims) AND l.target = :focus) found
                JOIN resource r ON r.pk = found.resource
                WHERE r.body IS NOT NULL AND r.pk > :afterPk"""
                + (isPatient() ? " AND r.patient IS DISTINCT FROM :patient" : "") + wanted + care
                + " ORDER BY r.pk LIMIT :limit", afterPk(after));
    }

    private static Map<String, Object> afterPk(Optional<Position> after) {
        return Map.of("afterPk", after.map(Position::pk).orElse(0L));
    }

    /** An encounter's members refer to other parts of the same patient's record as well. */
    private Statement referenced(Optional<Position> after) {
        String linked = """
                SELECT r.pk FROM index_link l JOIN resource r ON r.pk = l.resource
                WHERE l.path = ANY (:claims) AND l.target = :focus AND r.body IS NOT NULL""" + care;
        String own = isPatient()
                ? "SELECT r.pk FROM resource r WHERE r.patient = :patient AND r.body IS NOT NULL" + care
                : "SELECT r.pk FROM resource r WHERE r.type = :focusType AND r.id = :patient";
        String samePatient = isPatient() ? "" : """
                UNION
                SELECT o.pk FROM resource o
                WHERE o.patient = (SELECT e.patient FROM resource e WHERE e.type = :focusType AND e.id = :patient)
                  AND o.target IN (SELECT target FROM pointed)
                """;
        return statement(Part.REFERENCED, """
                WITH member AS MATERIALIZED (%s UNION %s),
                pointed AS MATERIALIZED (
                  SELECT DISTINCT l.target FROM member m JOIN index_link l ON l.resource = m.pk),
                found AS (
                  SELECT o.pk FROM pointed p JOIN resource o ON o.target = p.target WHERE o.patient IS NULL
                  %s)
                """.formatted(own, linked, samePatient) + COLUMNS + """
                false AS member
                FROM found f JOIN resource r ON r.pk = f.pk
                WHERE r.body IS NOT NULL AND r.pk > :afterPk AND r.pk NOT IN (SELECT pk FROM member)""" + wanted
                + " ORDER BY r.pk LIMIT :limit", afterPk(after));
    }

    private Statement records(Optional<Position> after) {
        Map<String, Object> more = new HashMap<>();
        after.ifPresent(position -> {
            more.put("afterPatient", position.patient);
            more.put("afterType", position.type);
            more.put("afterPk", position.pk);
        });
        return statement(Part.RECORD, COLUMNS + """
                true AS member
                FROM resource r
                WHERE r.patient IS NOT NULL AND r.body IS NOT NULL
                  AND EXISTS (SELECT FROM resource p
                              WHERE p.type = 'Patient' AND p.id = r.patient AND p.body IS NOT NULL)"""
                + (after.isEmpty() ? "" : " AND (r.patient, r.type, r.pk) > (:afterPatient, :afterType, :afterPk)")
                + wanted + care + " ORDER BY r.patient, r.type, r.pk LIMIT :limit", more);
    }

    /** One statement for each type: what can point at it differs. */
    private void outside(Optional<Position> after, List<Statement> statements) {
        String first = after.map(Position::type).orElse("");
        for (String type : new TreeSet<>(ResourceTypes.all())) {
            Integer[] claims = CompartmentPaths.otherClaims(type);
            Integer[] references = CompartmentPaths.referencesTo(type);
            boolean possible = claims.length + references.length > 0;
            if (possible && type.compareTo(first) >= 0 && (query.types().isEmpty() || query.types().contains(type))) {
                long pk = type.equals(first) ? after.map(Position::pk).orElse(0L) : 0L;
                statements.add(statement(Part.REFERENCED, outside(),
                        Map.of("type", type, "afterPk", pk, "claims", claims, "references", references,
                                "allClaims", CompartmentPaths.otherClaims())));
            }
        }
    }

    private String outside() {
        return COLUMNS + """
                claimed.yes AS member
                FROM resource r
                CROSS JOIN LATERAL (
                  SELECT EXISTS (SELECT FROM index_link l
                                 JOIN resource p ON p.target = l.target AND p.type = 'Patient' AND p.body IS NOT NULL
                                 WHERE l.resource = r.pk AND l.path = ANY (:claims))""" + care + " AS yes) claimed\n"
                + """
                        WHERE r.type = :type AND r.patient IS NULL AND r.body IS NOT NULL AND r.pk > :afterPk
                          AND (claimed.yes OR EXISTS (
                            SELECT FROM index_link l JOIN resource m ON m.pk = l.resource
                            WHERE l.target = r.target AND l.path = ANY (:references)
                              AND (EXISTS (SELECT FROM resource p
                                           WHERE p.type = 'Patient' AND p.id = m.patient AND p.body IS NOT NULL)
                                OR m.patient IS NULL AND EXISTS (
                                  SELECT FROM index_link c
                                  JOIN resource p ON p.target = c.target AND p.type = 'Patient' AND p.body IS NOT NULL
                                  WHERE c.resource = m.pk AND c.path = ANY (:allClaims)))"""
                + care.replace("r.pk", "m.pk")
                + "))" + wanted + " ORDER BY r.pk LIMIT :limit";
    }
}
