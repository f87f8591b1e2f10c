package org.tributary.hub.pathway;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.identity.People;
import org.tributary.hub.pathway.spells.ProviderSpell;
import org.tributary.hub.pathway.spells.ProviderSpells;

/**
 * Reads what the caller may see of a person's care: one statement for the events and one for the spells.
 *
 * <p>
 * Reads {@code care_event}, which {@link CareEvents} owns, and {@code feed} for the codes of feeds.
 */
@Component
public final class PersonRecords {

    private final People people;
    private final ProviderSpells spells;

    PersonRecords(People people, ProviderSpells spells) {
        this.people = people;
        this.spells = spells;
    }

    /** The person that a source Patient is; empty when the Patient is not visible. */
    public Optional<String> findPersonOf(ReadTransaction transaction, String patientId) {
        return people.findPersonOf(transaction, patientId);
    }

    /** Empty when nothing of the person is visible. */
    public Optional<PersonRecord> find(ReadTransaction transaction, String personId) {
        List<String> patients = people.listPatients(transaction, personId);
        transaction.release().person(patients);
        return patients.isEmpty()
                ? Optional.empty()
                : Optional.of(new PersonRecord(personId, patients, entries(transaction, patients),
                        spells(transaction, patients)));
    }

    /** An event tells of its resource: who may not read the resource's type does not see the event. */
    private static List<TimelineEntry> entries(ReadTransaction transaction, List<String> patients) {
        return transaction.jdbc()
                .sql("""
                        SELECT e.*, f.code AS feed_code
                        FROM care_event e JOIN feed f ON f.id = e.feed
                        WHERE e.patient = ANY (:patients)""")
                .param("patients", patients.toArray(String[]::new))
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
