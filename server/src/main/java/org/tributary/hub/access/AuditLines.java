package org.tributary.hub.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Reads the audit trail. An organisation sees what its own callers were shown; the operator sees all.
 *
 * <p>
 * Reads the tables that {@link AuditTrail} owns.
 */
public final class AuditLines {

    /**
     * The newest first.
     *
     * @param count
     *            at most so many
     * @param before
     *            the id of the last line of the page before
     */
    public List<AuditedRequest> list(ReadTransaction transaction, AuditQuery query, int count, OptionalLong before) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        String where = where(query, parameters);
        before.ifPresent(id -> parameters.put("before", id));
        parameters.put("count", count);
        return transaction.jdbc()
                .sql("""
                        SELECT e.id, e.at, e.organisation, e.caller, e.role, e.purpose, e.action, e.asked, e.outcome,
                               e.records, e.patient,
                               (SELECT string_agg(p.patient, ' ' ORDER BY p.patient)
                                FROM audit_patient p WHERE p.event = e.id) AS patients
                        FROM audit_event e
                        WHERE\s""" + where + (before.isPresent() ? " AND e.id < :before" : "") + """

                        ORDER BY e.id DESC
                        LIMIT :count""")
                .params(parameters)
                .query((row, number) -> read(row))
                .list();
    }

    /** How many lines there are. */
    public long count(ReadTransaction transaction, AuditQuery query) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        String where = where(query, parameters);
        return transaction.jdbc()
                .sql("SELECT count(*) FROM audit_event e WHERE " + where)
                .params(parameters)
                .query(Long.class)
                .single();
    }

    private static String where(AuditQuery query, Map<String, Object> parameters) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        if (!query.ids().isEmpty()) {
            conditions.add("e.id = ANY (:ids)");
            parameters.put("ids", query.ids().toArray(Long[]::new));
        }
        query.from().ifPresent(from -> {
            conditions.add("e.at >= :from");
            parameters.put("from", time(from));
        });
        query.until().ifPresent(until -> {
            conditions.add("e.at < :until");
            parameters.put("until", time(until));
        });
        if (!query.actions().isEmpty()) {
            conditions.add("e.action = ANY (:actions)");
            parameters.put("actions", query.actions().toArray(String[]::new));
        }
        if (!query.outcomes().isEmpty()) {
            conditions.add("e.outcome = ANY (:outcomes)");
            parameters.put("outcomes", query.outcomes().toArray(Integer[]::new));
        }
        if (!query.patients().isEmpty()) {
            conditions.add("""
                    (e.patient = ANY (:patients)
                     OR e.id IN (SELECT p.event FROM audit_patient p WHERE p.patient = ANY (:patients)))""");
            parameters.put("patients", query.patients().toArray(String[]::new));
        }
        if (!query.callers().isEmpty()) {
            conditions.add("e.caller = ANY (:callers)");
            parameters.put("callers", query.callers().toArray(String[]::new));
        }
        return String.join(" AND ", conditions);
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static AuditedRequest read(ResultSet row) throws SQLException {
        String one = row.getString("patient");
        String several = row.getString("patients");
        List<String> patients = several != null
                ? Arrays.asList(several.split(" "))
                : one == null ? List.of() : List.of(one);
        return new AuditedRequest(row.getLong("id"), row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("organisation"), row.getString("caller"), row.getString("role"),
                row.getString("purpose"), row.getString("action"), row.getString("asked"), row.getInt("outcome"),
                row.getInt("records"), patients);
    }
}
