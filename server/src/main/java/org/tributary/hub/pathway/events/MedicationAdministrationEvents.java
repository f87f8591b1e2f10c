package org.tributary.hub.pathway.events;

import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.mapping.CareSetting;

/** A medicine given to the person, or not. */
final class MedicationAdministrationEvents implements ResourceEvents {

    @Override
    public Optional<String> findPatient(SourceResource administration) {
        return administration.findPatient("subject");
    }

    @Override
    public List<EventDraft> listEvents(SourceResource administration, CareSetting setting) {
        return List.of(new EventDraft(
                CareEventKind.ADMINISTRATION,
                Medication.of(administration),
                administration.findText("status"),
                administration.findWhen("effective")));
    }
}
