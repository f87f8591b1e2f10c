package org.tributary.hub.identity;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.store.RecordOwner;
import org.tributary.mapping.NhsNumber;

/**
 * Places source Patients in persons. The rule: the same valid NHS number (verification status absent, 01 or 02) and the
 * same birth date are the same person; everyone else is a person of their own. Where a Patient stands depends only on
 * the Patients that share its number, never on the order of arrival.
 *
 * <p>
 * Owns the tables {@code person}, {@code person_link}, {@code patient_traits} and {@code patient_number}.
 */
@Component
public final class Linkage {

    private static final String SAME_NUMBER_AND_BIRTH_DATE = "nhs-number-and-birth-date-1";
    private static final String ALONE = "alone";

    /**
     * The NHS numbers that placing these Patients may touch: those they carry now and those they carried before. The
     * commit line locks them before it calls {@link #place}.
     */
    public SortedSet<String> numbersTouched(WriteTransaction transaction, Collection<SourcePatient> patients,
            Collection<String> removed) {
        SortedSet<String> numbers = new TreeSet<>();
        for (SourcePatient patient : patients) {
            PatientTraits.of(patient.patient()).nhsNumber().map(NhsNumber::value).ifPresent(numbers::add);
        }
        List<String> ids = new ArrayList<>(removed);
        patients.forEach(patient -> ids.add(patient.id()));
        numbers.addAll(transaction.jdbc()
                .sql("""
                        SELECT DISTINCT nhs_number FROM patient_traits WHERE patient = ANY (:ids) AND nhs_number IS NOT NULL""")
                .param("ids", ids.toArray(String[]::new))
                .query(String.class)
                .list());
        return numbers;
    }

    /** Places Patients that are new or changed. The numbers they touch must be locked. */
    public void place(WriteTransaction transaction, Collection<SourcePatient> patients, Instant now) {
        for (SourcePatient patient : patients) {
            place(transaction.jdbc(), patient, now);
        }
    }

    /** Ends the links of Patients that were deleted. */
    public void remove(WriteTransaction transaction, Collection<String> patients, Instant now) {
        for (String patient : patients) {
            transaction.jdbc()
                    .sql("DELETE FROM patient_traits WHERE patient = :patient")
                    .param("patient", patient)
                    .update();
            forgetNumbers(transaction.jdbc(), patient);
            endLink(transaction.jdbc(), patient, now);
        }
    }

    /**
     * Hands over every person as its source Patients' ids, sorted, persons by their first: what the digest is made of.
     */
    public void forEachPerson(WriteTransaction transaction, Consumer<List<String>> consumer) {
        transaction.jdbc().sql("""
                SELECT array_agg(patient ORDER BY patient) AS patients
                FROM person_link WHERE until IS NULL
                GROUP BY person
                ORDER BY min(patient)""").query(row -> {
            consumer.accept(List.of((String[]) row.getArray("patients").getArray()));
        });
    }

    private static void place(JdbcClient jdbc, SourcePatient source, Instant now) {
        PatientTraits traits = PatientTraits.of(source.patient());
        remember(jdbc, source, traits);
        Optional<UUID> current = findPerson(jdbc, source.id());
        Optional<UUID> others = findPersonOfSame(jdbc, source.id(), traits);
        boolean sharesCurrent = current.isPresent() && sharesPerson(jdbc, current.get(), source.id());
        if (others.isPresent()) {
            if (!Objects.equals(current, others)) {
                move(jdbc, source, current, others.get(), SAME_NUMBER_AND_BIRTH_DATE, now);
                if (current.isPresent() && !sharesCurrent) {
                    retire(jdbc, current.get(), others.get());
                }
            }
        } else if (current.isEmpty() || sharesCurrent) {
            move(jdbc, source, current, newPerson(jdbc, now), ALONE, now);
        }
    }

    private static void remember(JdbcClient jdbc, SourcePatient source, PatientTraits traits) {
        jdbc.sql("""
                INSERT INTO patient_traits (patient, feed, scope, nhs_number, linkable, birth_date, family)
                VALUES (:patient, :feed, :scope, :number, :linkable, :birthDate, :family)
                ON CONFLICT (patient) DO UPDATE SET feed = excluded.feed, scope = excluded.scope,
                  nhs_number = excluded.nhs_number, linkable = excluded.linkable, birth_date = excluded.birth_date,
                  family = excluded.family""")
                .param("patient", source.id())
                .param("feed", source.owner().feed())
                .param("scope", source.owner().scope())
                .param("number", traits.nhsNumber().map(NhsNumber::value).orElse(null))
                .param("linkable", traits.linkable())
                .param("birthDate", traits.birthDate().orElse(null))
                .param("family", traits.family().orElse(null))
                .update();
        forgetNumbers(jdbc, source.id());
        jdbc.sql("""
                INSERT INTO patient_number (patient, scope, value)
                SELECT :patient, :scope, value FROM unnest(:values) AS value""")
                .param("patient", source.id())
                .param("scope", source.owner().scope())
                .param("values", PatientTraits.identifierValues(source.patient()).toArray(String[]::new))
                .update();
    }

    private static void forgetNumbers(JdbcClient jdbc, String patient) {
        jdbc.sql("DELETE FROM patient_number WHERE patient = :patient").param("patient", patient).update();
    }

    private static Optional<UUID> findPerson(JdbcClient jdbc, String patient) {
        return jdbc.sql("SELECT person FROM person_link WHERE patient = :patient AND until IS NULL")
                .param("patient", patient)
                .query(UUID.class)
                .optional();
    }

    private static Optional<UUID> findPersonOfSame(JdbcClient jdbc, String patient, PatientTraits traits) {
        if (traits.nhsNumber().isEmpty() || !traits.linkable() || traits.birthDate().isEmpty()) {
            return Optional.empty();
        }
        return jdbc.sql("""
                SELECT l.person
                FROM patient_traits t JOIN person_link l ON l.patient = t.patient AND l.until IS NULL
                WHERE t.nhs_number = :number AND t.linkable AND t.birth_date = :birthDate AND t.patient <> :patient
                LIMIT 1""")
                .param("number", traits.nhsNumber().get().value())
                .param("birthDate", traits.birthDate().get())
                .param("patient", patient)
                .query(UUID.class)
                .optional();
    }

    private static boolean sharesPerson(JdbcClient jdbc, UUID person, String patient) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM person_link
                               WHERE person = :person AND patient <> :patient AND until IS NULL)""")
                .param("person", person)
                .param("patient", patient)
                .query(Boolean.class)
                .single();
    }

    private static UUID newPerson(JdbcClient jdbc, Instant now) {
        UUID person = UUID.randomUUID();
        jdbc.sql("INSERT INTO person (id, made) VALUES (:id, :made)")
                .param("id", person)
                .param("made", Timestamp.from(now))
                .update();
        return person;
    }

    private static void move(JdbcClient jdbc, SourcePatient source, Optional<UUID> from, UUID to, String rule,
            Instant now) {
        if (from.isPresent()) {
            endLink(jdbc, source.id(), now);
        }
        RecordOwner owner = source.owner();
        jdbc.sql("""
                INSERT INTO person_link (person, patient, feed, scope, rule, since)
                VALUES (:person, :patient, :feed, :scope, :rule, :since)""")
                .param("person", to)
                .param("patient", source.id())
                .param("feed", owner.feed())
                .param("scope", owner.scope())
                .param("rule", rule)
                .param("since", Timestamp.from(now))
                .update();
    }

    private static void endLink(JdbcClient jdbc, String patient, Instant now) {
        jdbc.sql("UPDATE person_link SET until = :now WHERE patient = :patient AND until IS NULL")
                .param("now", Timestamp.from(now))
                .param("patient", patient)
                .update();
    }

    private static void retire(JdbcClient jdbc, UUID person, UUID into) {
        jdbc.sql("UPDATE person SET retired_into = :into WHERE id = :person")
                .param("into", into)
                .param("person", person)
                .update();
    }
}
