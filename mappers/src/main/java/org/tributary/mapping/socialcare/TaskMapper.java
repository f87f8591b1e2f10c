package org.tributary.mapping.socialcare;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/** An Assessment or a Review: work the council did about the person, with what came of it as the Task's output. */
final class TaskMapper {

    private static final String DETAIL = "https://tributary.example/fhir/CodeSystem/cld-task-detail";

    private TaskMapper() {
    }

    static Task map(Client client, CareEvent event) {
        Task task = new Task();
        task.setId(client.eventId("Task", event));
        client.eventReference(event).ifPresent(task::addIdentifier);
        task.setStatus(client.findEnd(event).isPresent() ? TaskStatus.COMPLETED : TaskStatus.INPROGRESS);
        task.setIntent(TaskIntent.ORDER);
        task.setCode(code(event));
        event.find(Column.EVENT_DESCRIPTION).ifPresent(task::setDescription);
        task.setFor(client.patient());
        task.setExecutionPeriod(client.period(event));
        task.setOwner(client.council());
        event.find(Column.REVIEW_REASON).map(Column.REVIEW_REASON::concept).ifPresent(task::setReasonCode);
        client.supportReason(event).ifPresent(task::setReasonReference);
        addInput(task, event, Column.METHOD_OF_ASSESSMENT, "method-of-assessment", "Method of assessment");
        addInput(task, event, Column.METHOD_OF_REVIEW, "method-of-review", "Method of review");
        addOutput(task, event, Column.EVENT_OUTCOME, "event-outcome", "Event outcome");
        addOutput(task, event, Column.ELIGIBLE_NEEDS_IDENTIFIED, "eligible-needs-identified",
                "Eligible needs identified");
        addOutput(task, event, Column.REVIEW_OUTCOMES, "review-outcomes-achieved", "Review outcomes achieved");
        HubExtension.CLIENT_TYPE.addTo(task, event, Column.CLIENT_TYPE);
        HubExtension.CLIENT_FUNDING_STATUS.addTo(task, event, Column.CLIENT_FUNDING_STATUS);
        return task;
    }

    /** The kind of assessment, which says more, before the event type. */
    private static CodeableConcept code(CareEvent event) {
        CodeableConcept code = event.find(Column.ASSESSMENT_TYPE)
                .map(Column.ASSESSMENT_TYPE::concept)
                .orElseGet(CodeableConcept::new);
        CodeList.EVENT_TYPE.concept(event.type().code()).getCoding().forEach(code::addCoding);
        return code;
    }

    private static void addInput(Task task, CareEvent event, Column column, String code, String display) {
        event.find(column)
                .ifPresent(wording -> task.addInput()
                        .setType(detail(code, display))
                        .setValue(column.concept(wording)));
    }

    private static void addOutput(Task task, CareEvent event, Column column, String code, String display) {
        event.find(column)
                .ifPresent(wording -> task.addOutput()
                        .setType(detail(code, display))
                        .setValue(column.concept(wording)));
    }

    private static CodeableConcept detail(String code, String display) {
        return new CodeableConcept(new Coding(DETAIL, code, display));
    }
}
