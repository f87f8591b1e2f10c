package org.tributary.hub.pathway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.identity.People;

/**
 * Reads the timeline of a person across all publishers that the caller may see.
 *
 * <p>
 * Reads {@code care_event}, which {@link CareEvents} owns, and {@code feed} for the codes of feeds.
 */
@Component
public final class CareTimelines {

    private final People people;
    private final EventNames names;
    private final OrganisationNames organisations;

    CareTimelines(People people, EventNames names, OrganisationNames organisations) {
        this.people = people;
        this.names = names;
        this.organisations = organisations;
    }

    /** The timeline of the person that a source Patient is; empty when the Patient is not visible. */
    public Optional<CareTimeline> findForPatient(ReadTransaction transaction, String patientId) {
        return people.findPersonOf(transaction, patientId).flatMap(person -> findForPerson(transaction, person));
    }

    /** Empty when nothing of the person is visible. */
    public Optional<CareTimeline> findForPerson(ReadTransaction transaction, String personId) {
        List<String> patients = people.listPatients(transaction, personId);
        transaction.release().person(patients);
        return patients.isEmpty()
                ? Optional.empty()
                : Optional.of(new CareTimeline(personId, patients, entries(transaction, patients)));
    }

    private List<TimelineEntry> entries(ReadTransaction transaction, List<String> patients) {
        List<TimelineEntry> unnamed = listReadable(transaction, patients);
        Map<String, String> organisationNames = organisations.find(transaction,
                unnamed.stream().map(entry -> entry.event().organisation()).collect(Collectors.toSet()));
        return names.complete(transaction, unnamed)
                .stream()
                .map(entry -> new TimelineEntry(entry.event(), entry.feed(),
                        Optional.ofNullable(organisationNames.get(entry.event().organisation()))))
                .sorted(TimelineEntry.ORDER)
                .toList();
    }

    /** An event tells of its resource: who may not read the resource's type does not see the event. */
    private static List<TimelineEntry> listReadable(ReadTransaction transaction, List<String> patients) {
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
                .toList();
    }
}
