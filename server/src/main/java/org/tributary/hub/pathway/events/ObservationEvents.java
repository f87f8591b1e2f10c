package org.tributary.hub.pathway.events;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.mapping.CareSetting;

/** A finding or measurement; of a laboratory or of imaging it is the result of an investigation. */
final class ObservationEvents implements ResourceEvents {

    private static final String DISCHARGE = "https://tributary.example/fhir/CodeSystem/discharge";
    private static final KindMap CRITERIA = KindMap.load("care-event-kind-of-criteria-to-reside");
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
                observation.findWhen("effective").orStarting(observation.findTime("issued")),
                ObservationValue.of(observation),
                Map.of()));
    }

    private static CareEventKind kind(SourceResource observation) {
        return criteriaToReside(observation).or(() -> KINDS.kindOf(observation.codes("category")))
                .orElse(CareEventKind.OBSERVATION);
    }

    private static Optional<CareEventKind> criteriaToReside(SourceResource observation) {
        boolean asked = observation.list("code", "coding")
                .anyMatch(coding -> coding.path("system").asString("").equals(DISCHARGE)
                        && coding.path("code").asString("").equals("criteria-to-reside"));
        return asked
                ? CRITERIA.kindOf(Stream.concat(observation.findBoolean("valueBoolean").stream(),
                        observation.codes("valueCodeableConcept")))
                : Optional.empty();
    }
}
