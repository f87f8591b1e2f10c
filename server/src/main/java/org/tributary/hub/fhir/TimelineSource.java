package org.tributary.hub.fhir;

import java.util.List;
import java.util.Optional;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.store.ResourceKey;

/** Where the care timeline of a patient comes from. */
@FunctionalInterface
interface TimelineSource {

    /**
     * One event of a timeline.
     *
     * @param resource
     *            what tells of the event
     * @param date
     *            when it began, as a FHIR dateTime; empty when the source does not say
     */
    record Event(ResourceKey resource, Optional<String> date) {
    }

    /**
     * The events of the whole person that a source Patient belongs to, oldest first, what has no date last; empty when the caller sees no such
     * Patient.
     */
    Optional<List<Event>> findForPatient(ReadTransaction transaction, String patientId);
}
