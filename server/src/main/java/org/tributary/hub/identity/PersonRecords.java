package org.tributary.hub.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.identity.PersonRecord.Source;
import org.tributary.hub.identity.linking.Linkage;
import org.tributary.hub.identity.linking.PatientTraits;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.StoredResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and looks for persons with their source Patients, as the caller may see them. A person of whom nothing is
 * visible is not found.
 *
 * <p>
 * Reads the tables that {@link Linkage} owns.
 */
@Component
public final class PersonRecords {

    private final ResourceReader resources;

    PersonRecords(ResourceReader resources) {
        this.resources = resources;
    }

    /** The person of this id, or the one it was retired into. */
    public Optional<PersonRecord> find(ReadTransaction transaction, String personId) {
        return findAll(transaction, current(transaction, List.of(personId))).stream().findFirst();
    }

    /** Whether something of such a person is visible. */
    public boolean isVisible(ReadTransaction transaction, String personId) {
        return !page(transaction, List.of(new PersonCondition.OneOf(List.of(personId))), Optional.empty(), 1).isEmpty();
    }

    /**
     * A page of those who meet all conditions, in the order of their ids.
     *
     * @param after
     *            the id of the last person of the page before
     */
    public List<PersonRecord> list(ReadTransaction transaction, List<PersonCondition> conditions,
            Optional<String> after, int limit) {
        return findAll(transaction, page(transaction, conditions, after, limit));
    }

    /** How many meet all conditions. */
    public long count(ReadTransaction transaction, List<PersonCondition> conditions) {
        Where where = where(transaction, conditions);
        return transaction.jdbc()
                .sql("SELECT count(DISTINCT l.person) FROM person_link l\n" + where.sql)
                .params(where.parameters)
                .query(Long.class)
                .single();
    }

    private static List<UUID> page(ReadTransaction transaction, List<PersonCondition> conditions,
            Optional<String> after, int limit) {
        Where page = pageOf(where(transaction, conditions), after, limit);
        return transaction.jdbc().sql(page.sql).params(page.parameters).query(UUID.class).list();
    }

    static Where pageOf(Where where, Optional<String> after, int limit) {
        Map<String, Object> parameters = new HashMap<>(where.parameters);
        String beyond = after.map(id -> {
            parameters.put("after", PersonExpansion.parse(id).orElse(new UUID(0, 0)));
            return "  AND l.person > :after\n";
        }).orElse("");
        parameters.put("limit", limit);
        return new Where("SELECT l.person FROM person_link l\n" + where.sql + beyond + """
                GROUP BY l.person
                ORDER BY l.person
                LIMIT :limit""", parameters);
    }

    /** A statement, or the conditions of one. */
    record Where(String sql, Map<String, Object> parameters) {
    }

    static Where where(ReadTransaction transaction, List<PersonCondition> conditions) {
        StringBuilder sql = new StringBuilder("WHERE l.until IS NULL\n");
        Map<String, Object> parameters = new HashMap<>();
        int number = 0;
        for (PersonCondition condition : conditions) {
            String name = "c" + number++;
            switch (condition) {
                case PersonCondition.OneOf one -> {
                    sql.append("  AND l.person = ANY (:").append(name).append(")\n");
                    parameters.put(name, current(transaction, one.persons()).toArray(UUID[]::new));
                }
                case PersonCondition.Linked linked -> {
                    sql.append("  AND l.person IN (").append(PERSONS_OF).append("= ANY (:").append(name).append("))\n");
                    parameters.put(name, linked.patients().toArray(String[]::new));
                }
                case PersonCondition.Matching matching -> {
                    sql.append("  AND l.person IN (")
                            .append(PERSONS_OF)
                            .append("IN (\n")
                            .append(matching.patients().sql())
                            .append("))\n");
                    parameters.putAll(matching.patients().parameters());
                }
            }
        }
        return new Where(sql.toString(), parameters);
    }

    private static final String PERSONS_OF = "SELECT m.person FROM person_link m WHERE m.until IS NULL AND m.patient ";

    /** Follows retired persons to those that stay. */
    private static List<UUID> current(ReadTransaction transaction, Collection<String> persons) {
        return transaction.jdbc()
                .sql("""
                        WITH RECURSIVE heir AS (
                          SELECT id, retired_into FROM person WHERE id = ANY (:persons)
                          UNION
                          SELECT p.id, p.retired_into FROM heir JOIN person p ON p.id = heir.retired_into)
                        SELECT id FROM heir WHERE retired_into IS NULL""")
                .param("persons", persons.stream()
                        .flatMap(id -> PersonExpansion.parse(id).stream())
                        .toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    private record Link(UUID person, String patient, String rule, Instant since) {

        static Link of(ResultSet row, int number) throws SQLException {
            return new Link(row.getObject("person", UUID.class), row.getString("patient"), row.getString("rule"),
                    row.getObject("since", OffsetDateTime.class).toInstant());
        }
    }

    /** In the order of their ids. */
    private List<PersonRecord> findAll(ReadTransaction transaction, List<UUID> persons) {
        List<Link> links = transaction.jdbc()
                .sql("""
                        SELECT person, patient, rule, since FROM person_link
                        WHERE person = ANY (:persons) AND until IS NULL
                        ORDER BY person, patient""")
                .param("persons", persons.toArray(UUID[]::new))
                .query(Link::of)
                .list();
        Map<String, StoredResource> patients = resources
                .findAll(transaction, links.stream().map(link -> new ResourceKey("Patient", link.patient())).toList())
                .stream()
                .collect(Collectors.toMap(patient -> patient.key().id(), Function.identity()));
        Map<UUID, List<Source>> byPerson = new LinkedHashMap<>();
        for (Link link : links) {
            StoredResource patient = patients.get(link.patient());
            if (patient != null) {
                byPerson.computeIfAbsent(link.person(), person -> new ArrayList<>()).add(source(link, patient));
            }
        }
        return byPerson.entrySet()
                .stream()
                .map(entry -> new PersonRecord(entry.getKey().toString(), ranked(entry.getValue())))
                .toList();
    }

    private static Source source(Link link, StoredResource patient) {
        JsonNode json = JsonMapper.shared().readTree(patient.json());
        boolean verified = PatientTraits.findNhsIdentifier(json)
                .flatMap(PatientTraits::findVerificationStatus)
                .filter("01"::equals)
                .isPresent();
        return new Source(patient, link.rule(), link.since(), verified);
    }

    private static List<Source> ranked(List<Source> sources) {
        return sources.stream()
                .sorted(Comparator.comparing((Source source) -> !source.verified())
                        .thenComparing(source -> source.patient().lastUpdated(), Comparator.<Instant>reverseOrder())
                        .thenComparing(source -> source.patient().key().id()))
                .toList();
    }
}
