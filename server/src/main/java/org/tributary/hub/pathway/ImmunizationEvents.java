package org.tributary.hub.pathway;

import java.util.List;
import java.util.Optional;
import org.tributary.mapping.CareSetting;

/** A vaccination, given or not. */
final class ImmunizationEvents implements ResourceEvents {

    @Override
    public Optional<String> findPatient(SourceResource immunization) {
        return immunization.findPatient("patient");
    }

    @Override
    public List<EventDraft> listEvents(SourceResource immunization, CareSetting setting) {
        return List.of(new EventDraft(
                CareEventKind.VACCINATION,
                What.of(immunization.findConcept("vaccineCode")),
                immunization.findText("status"),
                immunization.findWhen("occurrence").orStarting(immunization.findTime("recorded"))));
    }
}
