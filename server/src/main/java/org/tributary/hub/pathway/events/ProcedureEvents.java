package org.tributary.hub.pathway.events;

import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.mapping.CareSetting;

/** A procedure, done, planned or not done. */
final class ProcedureEvents implements ResourceEvents {

    @Override
    public Optional<String> findPatient(SourceResource procedure) {
        return procedure.findPatient("subject");
    }

    @Override
    public List<EventDraft> listEvents(SourceResource procedure, CareSetting setting) {
        return List.of(new EventDraft(
                CareEventKind.PROCEDURE,
                What.of(procedure.findConcept("code")),
                procedure.findText("status"),
                procedure.findWhen("performed")));
    }
}
