package org.tributary.hub.pathway.events;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.Detail;
import org.tributary.hub.pathway.EventCode;
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
                task.findPeriod("executionPeriod").orStarting(task.findTime("authoredOn")),
                details(task)));
    }

    private static Map<Detail, String> details(SourceResource task) {
        return Details.of(task)
                .withBasedOn("basedOn", "focus", "encounter")
                .withExtension(Detail.DISCHARGE_PATHWAY, "discharge-pathway")
                .withOrganisation(Detail.AWAITED, "owner")
                .with(Detail.OUTCOME, outcome(task))
                .with(Detail.PRIORITY, task.findText("priority"))
                .with(Detail.DUE, task.findText("restriction", "period", "end"))
                .toMap();
    }

    private static Optional<String> outcome(SourceResource task) {
        return task.list("output")
                .map(SourceResource::new)
                .filter(output -> output.hasCoding("type", "event-outcome"))
                .flatMap(output -> output.codes("valueCodeableConcept"))
                .findFirst();
    }

    private static CareEventKind kind(SourceResource task) {
        return KINDS.kindOf(task.codes("code")).orElse(CareEventKind.TASK);
    }

    private static What what(SourceResource task) {
        return What.of(SourceResource.firstOf(task.findConcept("reasonCode"), task.findConcept("code"),
                task.findText("description").map(EventCode::ofText)));
    }
}
