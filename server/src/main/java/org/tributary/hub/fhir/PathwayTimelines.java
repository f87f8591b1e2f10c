package org.tributary.hub.fhir;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.pathway.CareTimelines;
import org.tributary.hub.pathway.EventTime;

/** Timelines as the pathway derives them. */
@Component
final class PathwayTimelines implements TimelineSource {

    private final CareTimelines timelines;

    PathwayTimelines(CareTimelines timelines) {
        this.timelines = timelines;
    }

    @Override
    public Optional<List<Event>> findForPatient(ReadTransaction transaction, String patientId) {
        return timelines.findForPatient(transaction, patientId)
                .map(timeline -> timeline.entries()
                        .stream()
                        .map(entry -> new Event(entry.event().source(),
                                entry.event().start().map(EventTime::toFhir)))
                        .toList());
    }
}
