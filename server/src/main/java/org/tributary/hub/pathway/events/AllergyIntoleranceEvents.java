package org.tributary.hub.pathway.events;

import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.Detail;
import org.tributary.mapping.CareSetting;

/** An allergy or intolerance, from when it began or was first recorded. */
final class AllergyIntoleranceEvents implements ResourceEvents {

    @Override
    public Optional<String> findPatient(SourceResource allergy) {
        return allergy.findPatient("patient");
    }

    @Override
    public List<EventDraft> listEvents(SourceResource allergy, CareSetting setting) {
        return List.of(new EventDraft(
                CareEventKind.ALLERGY,
                What.of(allergy.findConcept("code")),
                allergy.codes("clinicalStatus").findFirst(),
                allergy.findWhen("onset").orStarting(allergy.findTime("recordedDate")),
                Details.of(allergy).with(Detail.CRITICALITY, allergy.findText("criticality")).toMap()));
    }
}
