package org.tributary.hub.pathway;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.identity.People;
import org.tributary.hub.pathway.events.CareEventDeriver;
import org.tributary.hub.pathway.spells.ProviderSpell;
import org.tributary.hub.pathway.spells.ProviderSpells;

/**
 * Reads what the caller may see of a person's care: one statement for the events and one for the spells.
 *
 * <p>
 * Reads {@code care_event}, which {@link CareEvents} owns, and {@code feed} for the codes of feeds.
 */
@Component
public final class CareRecords {

    private final People people;
    private final ProviderSpells spells;

    CareRecords(People people, ProviderSpells spells) {
        this.people = people;
        this.spells = spells;
    }

    /** The person that a source Patient is; empty when the Patient is not visible. */
    public Optional<String> findPersonOf(ReadTransaction transaction, String patientId) {
        return people.findPersonOf(transaction, patientId);
    }

    /** Empty when nothing of the person is visible. */
    public Optional<CareRecord> find(ReadTransaction transaction, String personId) {
        return findPatients(transaction, personId)
                .map(patients -> new CareRecord(personId, patients, entries(transaction, patients),
                        spells(transaction, patients)));
    }

    /** The logical ids of a person's visible source Patients; empty when nothing of the person is visible. */
    Optional<List<String>> findPatients(ReadTransaction transaction, String personId) {
        List<String> patients = people.listPatients(transaction, personId);
        transaction.release().person(patients);
        return Optional.of(patients).filter(found -> !found.isEmpty());
    }

    /** The part of what is visible that stays are joined from. */
    public CareRecord listStays(ReadTransaction transaction, CareTimeline timeline) {
        List<String> patients = timeline.patients();
        return new CareRecord(timeline.person(), patients,
                entries(transaction, patients, new String[]{CareEventKind.EMERGENCY_ATTENDANCE.code()}),
                spells(transaction, patients));
    }

    /**
     * What is visible of the care of several persons, as far as events of some kinds go: three statements, however many
     * they are. Persons of whom nothing is visible are left out. Whoever shows any of it says what was released.
     */
    public List<CareRecord> findAll(ReadTransaction transaction, Collection<UUID> persons, Set<CareEventKind> kinds) {
        Map<String, List<String>> patients = people.listPatients(transaction, persons);
        List<String> all = patients.values().stream().flatMap(List::stream).toList();
        Map<String, List<TimelineEntry>> entries = entries(transaction, all,
                kinds.stream().map(CareEventKind::code).toArray(String[]::new)).stream()
                .collect(Collectors.groupingBy(entry -> entry.event().patient()));
        Map<String, List<ProviderSpell>> spells = spells(transaction, all).stream()
                .collect(Collectors.groupingBy(ProviderSpell::patient));
        return persons.stream()
                .map(UUID::toString)
                .filter(patients::containsKey)
                .map(person -> record(person, patients.getOrDefault(person, List.of()), entries, spells))
                .toList();
    }

    private static CareRecord record(String person, List<String> patients, Map<String, List<TimelineEntry>> entries,
            Map<String, List<ProviderSpell>> spells) {
        return new CareRecord(person, patients,
                patients.stream()
                        .flatMap(patient -> entries.getOrDefault(patient, List.of()).stream())
                        .sorted(TimelineEntry.ORDER)
                        .toList(),
                patients.stream()
                        .flatMap(patient -> spells.getOrDefault(patient, List.of()).stream())
                        .sorted(ProviderSpell.ORDER)
                        .toList());
    }

    private static List<TimelineEntry> entries(ReadTransaction transaction, List<String> patients, String... kinds) {
        return read(transaction, transaction.jdbc()
                .sql("""
                        SELECT e.*, f.code AS feed_code
                        FROM care_event e JOIN feed f ON f.id = e.feed
                        WHERE e.patient = ANY (:patients) AND e.kind = ANY (:kinds)""")
                .param("patients", patients.toArray(String[]::new))
                .param("kinds", kinds));
    }

    /**
     * The resource types whose events the caller may see, for questions about many people at once; empty when there are
     * events of no other types.
     */
    public static Optional<Set<String>> grantedTypes(Caller caller) {
        Set<String> granted = CareEventDeriver.types()
                .stream()
                .filter(type -> caller.may(Interaction.READ, type))
                .collect(Collectors.toSet());
        return granted.equals(CareEventDeriver.types()) ? Optional.empty() : Optional.of(granted);
    }

    private static List<TimelineEntry> entries(ReadTransaction transaction, List<String> patients) {
        return read(transaction, transaction.jdbc()
                .sql("""
                        SELECT e.*, f.code AS feed_code
                        FROM care_event e JOIN feed f ON f.id = e.feed
                        WHERE e.patient = ANY (:patients)""")
                .param("patients", patients.toArray(String[]::new)));
    }

    /** An event tells of its resource: who may not read the resource's type does not see the event. */
    private static List<TimelineEntry> read(ReadTransaction transaction, StatementSpec statement) {
        return statement
                .query((row, number) -> new TimelineEntry(CareEventRows.read(row), row.getString("feed_code"),
                        Optional.empty()))
                .list()
                .stream()
                .filter(entry -> transaction.caller().may(Interaction.READ, entry.event().source().type()))
                .sorted(TimelineEntry.ORDER)
                .toList();
    }

    private List<ProviderSpell> spells(ReadTransaction transaction, List<String> patients) {
        return transaction.caller().may(Interaction.READ, "Encounter")
                ? spells.list(transaction, patients)
                : List.of();
    }
}
