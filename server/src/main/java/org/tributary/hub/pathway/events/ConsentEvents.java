package org.tributary.hub.pathway.events;

import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.mapping.CareSetting;

/** A consent, a refusal or another legal statement, when it was given. */
final class ConsentEvents implements ResourceEvents {

    @Override
    public Optional<String> findPatient(SourceResource consent) {
        return consent.findPatient("patient");
    }

    @Override
    public List<EventDraft> listEvents(SourceResource consent, CareSetting setting) {
        return List.of(new EventDraft(
                CareEventKind.LEGAL_INFORMATION,
                What.of(SourceResource.firstOf(consent.findConcept("category"), consent.findConcept("scope"))),
                consent.findText("status"),
                When.at(consent.findTime("dateTime")).orStarting(consent.findTime("provision", "period", "start"))));
    }
}
