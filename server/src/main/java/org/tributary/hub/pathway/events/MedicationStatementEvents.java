package org.tributary.hub.pathway.events;

import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.mapping.CareSetting;

/** A medication that the person takes or took, over time. */
final class MedicationStatementEvents implements ResourceEvents {

    @Override
    public Optional<String> findPatient(SourceResource statement) {
        return statement.findPatient("subject");
    }

    @Override
    public List<EventDraft> listEvents(SourceResource statement, CareSetting setting) {
        return List.of(new EventDraft(
                CareEventKind.MEDICATION,
                Medication.of(statement),
                statement.findText("status"),
                statement.findWhen("effective").orStarting(statement.findTime("dateAsserted"))));
    }
}
