package org.tributary.hub.pathway.events;

import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.mapping.CareSetting;

/** A medicine handed over, or made ready to be. */
final class MedicationDispenseEvents implements ResourceEvents {

    @Override
    public Optional<String> findPatient(SourceResource dispense) {
        return dispense.findPatient("subject");
    }

    @Override
    public List<EventDraft> listEvents(SourceResource dispense, CareSetting setting) {
        return List.of(new EventDraft(
                CareEventKind.DISPENSING,
                Medication.of(dispense),
                dispense.findText("status"),
                When.at(SourceResource.firstOf(dispense.findTime("whenHandedOver"),
                        dispense.findTime("whenPrepared")))));
    }
}
