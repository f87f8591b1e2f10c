package org.tributary.hub.pathway;

import java.util.List;
import java.util.Optional;
import org.tributary.mapping.CareSetting;

/** A finding or measurement; of a laboratory or of imaging it is the result of an investigation. */
final class ObservationEvents implements ResourceEvents {

    private static final KindMap KINDS = KindMap.load("care-event-kind-of-observation-category");

    @Override
    public Optional<String> findPatient(SourceResource observation) {
        return observation.findPatient("subject");
    }

    @Override
    public List<EventDraft> listEvents(SourceResource observation, CareSetting setting) {
        return List.of(new EventDraft(
                kind(observation),
                What.of(observation.findConcept("code")),
                observation.findText("status"),
                observation.findWhen("effective").orStarting(observation.findTime("issued"))));
    }

    private static CareEventKind kind(SourceResource observation) {
        return KINDS.kindOf(observation.codes("category")).orElse(CareEventKind.OBSERVATION);
    }
}
