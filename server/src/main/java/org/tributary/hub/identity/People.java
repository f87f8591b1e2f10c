package org.tributary.hub.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.identity.PersonView.SourceRecord;
import org.tributary.hub.identity.linking.Linkage;
import org.tributary.hub.identity.linking.PatientTraits;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.StoredResource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads persons as the caller may see them. A person of whom nothing is visible is not found.
 *
 * <p>
 * Reads the tables that {@link Linkage} owns, and {@code scope} for who publishes a record.
 */
@Component
public final class People {

    /** No list of people found is longer: a wider question than this wants more words, not more pages. */
    static final int MOST_FOUND = 50;

    private final ResourceReader resources;

    People(ResourceReader resources) {
        this.resources = resources;
    }

    public Optional<PersonView> find(ReadTransaction transaction, String personId) {
        return findCurrent(transaction, personId).flatMap(person -> view(transaction, person));
    }

    /** The person that a source Patient is linked to. */
    public Optional<String> findPersonOf(ReadTransaction transaction, String patientId) {
        return transaction.jdbc()
                .sql("SELECT person FROM person_link WHERE patient = :patient AND until IS NULL")
                .param("patient", patientId)
                .query(UUID.class)
                .optional()
                .map(UUID::toString);
    }

    /** The logical ids of a person's visible source Patients, in code point order. */
    public List<String> listPatients(ReadTransaction transaction, String personId) {
        return findCurrent(transaction, personId).map(person -> patients(transaction, person)).orElse(List.of());
    }

    /** At most 50 people, by name and id. */
    public List<PersonSummary> search(ReadTransaction transaction, PersonQuery query) {
        List<UUID> people = switch (query) {
            case PersonQuery.ByNhsNumber byNumber -> transaction.jdbc()
                    .sql("""
                            SELECT DISTINCT l.person
                            FROM patient_traits t JOIN person_link l ON l.patient = t.patient AND l.until IS NULL
                            WHERE t.nhs_number = :number
                            LIMIT :most""")
                    .param("number", byNumber.number().value())
                    .param("most", MOST_FOUND)
                    .query(UUID.class)
                    .list();
            case PersonQuery.ByNameAndBirthDate byName -> transaction.jdbc()
                    .sql("""
                            SELECT DISTINCT l.person
                            FROM patient_traits t JOIN person_link l ON l.patient = t.patient AND l.until IS NULL
                            WHERE t.family = :family AND t.birth_date = :birthDate
                            LIMIT :most""")
                    .param("family", PatientTraits.fold(byName.family()))
                    .param("birthDate", byName.birthDate())
                    .param("most", MOST_FOUND)
                    .query(UUID.class)
                    .list();
            case PersonQuery.ByLocalNumber byLocal -> transaction.jdbc()
                    .sql("""
                            SELECT DISTINCT l.person
                            FROM patient_number n JOIN person_link l ON l.patient = n.patient AND l.until IS NULL
                            WHERE n.value = :value
                            LIMIT :most""")
                    .param("value", byLocal.value())
                    .param("most", MOST_FOUND)
                    .query(UUID.class)
                    .list();
        };
        return people.stream()
                .flatMap(person -> view(transaction, person).stream())
                .map(PersonSummary::of)
                .sorted(Comparator.comparing(PersonSummary::name).thenComparing(PersonSummary::id))
                .toList();
    }

    /** Takes one number that a feed's Patient carries, and the person that the Patient is linked to. */
    public interface NumberedPatient {
        void accept(int feed, String number, String person);
    }

    /** Hands over every visible Patient's numbers, NHS numbers apart. */
    public void forEachNumber(ReadTransaction transaction, NumberedPatient consumer) {
        transaction.jdbc()
                .sql("""
                        SELECT l.feed, n.value, l.person
                        FROM patient_number n JOIN person_link l ON l.patient = n.patient AND l.until IS NULL""")
                .query(row -> {
                    consumer.accept(row.getInt("feed"), row.getString("value"), row.getString("person"));
                });
    }

    /** Follows a retired person to the one that stays. */
    private static Optional<UUID> findCurrent(ReadTransaction transaction, String personId) {
        UUID id;
        try {
            id = UUID.fromString(personId);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return transaction.jdbc()
                .sql("""
                        WITH RECURSIVE heir AS (
                          SELECT id, retired_into FROM person WHERE id = :id
                          UNION
                          SELECT p.id, p.retired_into FROM heir JOIN person p ON p.id = heir.retired_into)
                        SELECT id FROM heir WHERE retired_into IS NULL""")
                .param("id", id)
                .query(UUID.class)
                .optional();
    }

    private static List<String> patients(ReadTransaction transaction, UUID person) {
        return transaction.jdbc()
                .sql("""
                        SELECT patient FROM person_link WHERE person = :person AND until IS NULL ORDER BY patient""")
                .param("person", person)
                .query(String.class)
                .list();
    }

    private Optional<PersonView> view(ReadTransaction transaction, UUID person) {
        return findAll(transaction, List.of(person)).stream().findFirst();
    }

    /** A link with the person it belongs to. */
    private record Linked(UUID person, SourceRecord source) {
    }

    /** Those of these persons of whom anything is visible, in the order asked for: two statements, however many. */
    public List<PersonView> findAll(ReadTransaction transaction, Collection<UUID> persons) {
        if (persons.isEmpty()) {
            return List.of();
        }
        List<Linked> links = transaction.jdbc()
                .sql("""
                        SELECT l.person, l.patient, s.publisher, s.setting
                        FROM person_link l JOIN scope s ON s.id = l.scope
                        WHERE l.person = ANY (:persons) AND l.until IS NULL
                        ORDER BY s.publisher, s.setting, l.patient""")
                .param("persons", persons.toArray(UUID[]::new))
                .query((row, number) -> new Linked(row.getObject("person", UUID.class),
                        new SourceRecord(row.getString("patient"), row.getString("publisher"),
                                row.getString("setting"), "")))
                .list();
        Map<String, StoredResource> patients = resources
                .findAll(transaction,
                        links.stream().map(link -> new ResourceKey("Patient", link.source().patient())).toList())
                .stream()
                .collect(Collectors.toMap(patient -> patient.key().id(), Function.identity()));
        Map<UUID, List<SourceRecord>> sources = links.stream()
                .collect(Collectors.groupingBy(Linked::person,
                        Collectors.mapping(Linked::source, Collectors.toList())));
        return persons.stream()
                .distinct()
                .flatMap(person -> view(person, sources.getOrDefault(person, List.of()), patients).stream())
                .toList();
    }

    private static Optional<PersonView> view(UUID person, List<SourceRecord> links,
            Map<String, StoredResource> patients) {
        List<Demographics> demographics = new ArrayList<>();
        List<SourceRecord> sources = new ArrayList<>();
        for (SourceRecord link : links) {
            StoredResource patient = patients.get(link.patient());
            if (patient != null) {
                demographics
                        .add(Demographics.of(link.patient(), JsonMapper.shared().readTree(patient.json()),
                                patient.lastUpdated()));
                sources.add(new SourceRecord(link.patient(), link.organisation(), link.setting(),
                        patient.lastUpdated().toString()));
            }
        }
        return demographics.isEmpty()
                ? Optional.empty()
                : Optional.of(Demographics.view(person.toString(), demographics, sources));
    }

    /** The logical ids of the visible source Patients of each of these persons, in code point order. */
    public Map<String, List<String>> listPatients(ReadTransaction transaction, Collection<UUID> persons) {
        Map<String, List<String>> patients = new HashMap<>();
        transaction.jdbc()
                .sql("""
                        SELECT person, patient FROM person_link
                        WHERE person = ANY (:persons) AND until IS NULL ORDER BY patient""")
                .param("persons", persons.toArray(UUID[]::new))
                .query(row -> {
                    patients.computeIfAbsent(row.getString("person"), person -> new ArrayList<>())
                            .add(row.getString("patient"));
                });
        return patients;
    }
}
