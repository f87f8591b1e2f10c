package org.tributary.hub.pathway.events;

import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.EventCode;
import org.tributary.mapping.CareSetting;

/** A plan of care over its time. */
final class CarePlanEvents implements ResourceEvents {

    @Override
    public Optional<String> findPatient(SourceResource plan) {
        return plan.findPatient("subject");
    }

    @Override
    public List<EventDraft> listEvents(SourceResource plan, CareSetting setting) {
        return List.of(new EventDraft(
                CareEventKind.CARE_PLAN,
                What.of(SourceResource.firstOf(plan.findText("title").map(EventCode::ofText),
                        plan.findConcept("category"), plan.findText("description").map(EventCode::ofText))),
                plan.findText("status"),
                plan.findPeriod("period").orStarting(plan.findTime("created"))));
    }
}
