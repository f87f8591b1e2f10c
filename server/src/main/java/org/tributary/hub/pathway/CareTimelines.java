package org.tributary.hub.pathway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.identity.People;

/** Reads the timeline of a person across all publishers that the caller may see. */
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
        return patients.isEmpty()
                ? Optional.empty()
                : Optional.of(new CareTimeline(personId, patients, entries(transaction, patients)));
    }

    private List<TimelineEntry> entries(ReadTransaction transaction, List<String> patients) {
        List<CareEvent> events = names.complete(transaction, listReadable(transaction, patients));
        Map<String, String> organisationNames = organisations.find(transaction,
                events.stream().map(CareEvent::organisation).collect(Collectors.toSet()));
        return events.stream()
                .map(event -> new TimelineEntry(event,
                        Optional.ofNullable(organisationNames.get(event.organisation()))))
                .sorted(TimelineEntry.ORDER)
                .toList();
    }

    /** An event tells of its resource: who may not read the resource's type does not see the event. */
    private static List<CareEvent> listReadable(ReadTransaction transaction, List<String> patients) {
        return transaction.jdbc()
                .sql("SELECT * FROM care_event WHERE patient = ANY (:patients)")
                .param("patients", patients.toArray(String[]::new))
                .query((row, number) -> CareEventRows.read(row))
                .list()
                .stream()
                .filter(event -> transaction.caller().may(Interaction.READ, event.source().type()))
                .toList();
    }
}
