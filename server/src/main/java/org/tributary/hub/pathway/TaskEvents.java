package org.tributary.hub.pathway;

import java.util.List;
import java.util.Optional;
import org.tributary.mapping.CareSetting;

/** A task such as a social care assessment or review. */
final class TaskEvents implements ResourceEvents {

    private static final KindMap KINDS = KindMap.load("care-event-kind-of-task-code");

    @Override
    public Optional<String> findPatient(SourceResource task) {
        return task.findPatient("for");
    }

    @Override
    public List<EventDraft> listEvents(SourceResource task, CareSetting setting) {
        return List.of(new EventDraft(
                kind(task),
                what(task),
                task.findText("status"),
                task.findPeriod("executionPeriod").orStarting(task.findTime("authoredOn"))));
    }

    private static CareEventKind kind(SourceResource task) {
        return KINDS.kindOf(task.codes("code")).orElse(CareEventKind.TASK);
    }

    private static What what(SourceResource task) {
        return What.of(SourceResource.firstOf(task.findConcept("reasonCode"), task.findConcept("code"),
                task.findText("description").map(EventCode::ofText)));
    }
}
