package org.tributary.hub.identity.linking;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tributary.hub.identity.compare.Traits;
import org.tributary.hub.identity.linking.TraitRows.Scoped;
import tools.jackson.databind.json.JsonMapper;

/**
 * Patients with all whom links, decisions or a person lead to, however far: no person of one of them has a Patient
 * outside, nor can it get one.
 */
record Neighbourhood(Map<String, Member> members) {

    /**
     * @param person
     *            whose Patient it is now; empty for a new one
     * @param content
     *            empty for a Patient that was deleted or never came
     */
    record Member(Optional<UUID> person, Optional<Scoped> content) {
    }

    static Neighbourhood of(JdbcClient jdbc, Collection<String> seeds) {
        Map<String, Member> members = new TreeMap<>();
        jdbc.sql("""
                WITH RECURSIVE reached (patient) AS (
                  SELECT DISTINCT seed COLLATE "C" FROM unnest(:seeds::text[]) AS seed
                  UNION
                  SELECT next.patient
                  FROM reached r CROSS JOIN LATERAL (
                    SELECT e.other AS patient FROM person_edge e WHERE e.patient = r.patient AND e.links
                    UNION ALL
                    SELECT e.patient FROM person_edge e WHERE e.other = r.patient AND e.links
                    UNION ALL
                    SELECT d.other FROM link_ruling d WHERE d.patient = r.patient AND d.answer = 'same'
                    UNION ALL
                    SELECT m.patient
                    FROM person_link l JOIN person_link m ON m.person = l.person AND m.until IS NULL
                    WHERE l.patient = r.patient AND l.until IS NULL) next)
                SELECT r.patient, l.person, t.scope, t.traits
                FROM reached r
                LEFT JOIN person_link l ON l.patient = r.patient AND l.until IS NULL
                LEFT JOIN patient_traits t ON t.patient = r.patient AND t.traits IS NOT NULL""")
                .param("seeds", seeds.toArray(String[]::new))
                .query(row -> {
                    String json = row.getString("traits");
                    members.put(row.getString("patient"), new Member(
                            Optional.ofNullable(row.getObject("person", UUID.class)),
                            json == null
                                    ? Optional.empty()
                                    : Optional.of(new Scoped(JsonMapper.shared().readValue(json, Traits.class),
                                            row.getInt("scope")))));
                });
        return new Neighbourhood(members);
    }

    Set<String> patients() {
        return members.keySet();
    }
}
