package org.tributary.hub.pathway.events;

import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.mapping.CareSetting;

/** A prescription, when it was written. */
final class MedicationRequestEvents implements ResourceEvents {

    @Override
    public Optional<String> findPatient(SourceResource request) {
        return request.findPatient("subject");
    }

    @Override
    public List<EventDraft> listEvents(SourceResource request, CareSetting setting) {
        return List.of(new EventDraft(
                CareEventKind.PRESCRIPTION,
                Medication.of(request),
                request.findText("status"),
                When.at(request.findTime("authoredOn"))));
    }
}
