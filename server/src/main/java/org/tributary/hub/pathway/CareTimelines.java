package org.tributary.hub.pathway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;

/** Reads the timeline of a person across all publishers that the caller may see. */
@Component
public final class CareTimelines {

    private final CareRecords records;
    private final EventNames names;
    private final OrganisationNames organisations;

    CareTimelines(CareRecords records, EventNames names, OrganisationNames organisations) {
        this.records = records;
        this.names = names;
        this.organisations = organisations;
    }

    /** The timeline of the person that a source Patient is; empty when the Patient is not visible. */
    public Optional<CareTimeline> findForPatient(ReadTransaction transaction, String patientId) {
        return records.findPersonOf(transaction, patientId).flatMap(person -> findForPerson(transaction, person));
    }

    /** Empty when nothing of the person is visible. */
    public Optional<CareTimeline> findForPerson(ReadTransaction transaction, String personId) {
        return records.find(transaction, personId)
                .map(found -> new CareTimeline(personId, found.patients(), name(transaction, found.entries())));
    }

    /**
     * A page of what is asked for; empty when nothing of the person is visible.
     *
     * @param count
     *            how many entries a page has at most
     * @param cursor
     *            of the page before
     * @throws TimelineFilter.Unreadable
     *             when the cursor is none
     */
    public Optional<TimelinePage> findPage(ReadTransaction transaction, String personId, TimelineFilter filter,
            int count, Optional<String> cursor) {
        return records.findPatients(transaction, personId).map(patients -> {
            TimelinePage.Slice slice = TimelinePage.read(transaction, patients, filter, count, cursor);
            return new TimelinePage(new CareTimeline(personId, patients, name(transaction, slice.entries())),
                    slice.next());
        });
    }

    /** The entries, with the words that other visible resources have for them and the names of publishers. */
    public List<TimelineEntry> name(ReadTransaction transaction, List<TimelineEntry> unnamed) {
        Map<String, String> organisationNames = organisations.find(transaction,
                unnamed.stream().map(entry -> entry.event().organisation()).collect(Collectors.toSet()));
        return names.complete(transaction, unnamed)
                .stream()
                .map(entry -> new TimelineEntry(entry.event(), entry.feed(),
                        Optional.ofNullable(organisationNames.get(entry.event().organisation()))))
                .toList();
    }
}
