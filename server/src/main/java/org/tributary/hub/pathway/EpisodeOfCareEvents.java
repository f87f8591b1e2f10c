package org.tributary.hub.pathway;

import java.util.List;
import java.util.Optional;
import org.tributary.mapping.CareSetting;

/** A service or package of care over time. */
final class EpisodeOfCareEvents implements ResourceEvents {

    @Override
    public Optional<String> findPatient(SourceResource episode) {
        return episode.findPatient("patient");
    }

    @Override
    public List<EventDraft> listEvents(SourceResource episode, CareSetting setting) {
        return List.of(new EventDraft(
                CareEventKind.CARE_SERVICE,
                What.of(episode.findConcept("type")),
                episode.findText("status"),
                episode.findPeriod("period")));
    }
}
