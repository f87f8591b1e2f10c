package org.tributary.hub.ingest.http;

import java.util.Locale;
import org.tributary.hub.ingest.IntakeOutcome;
import org.tributary.mapping.MappingIssue;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The OperationOutcomes that the intake answers with. */
final class Outcomes {

    private Outcomes() {
    }

    /** Every issue of a document, and how many of its records were accepted. */
    static byte[] of(IntakeOutcome outcome) {
        ObjectNode resource = resource();
        for (MappingIssue issue : outcome.issues()) {
            addIssue(resource, issue.severity().name().toLowerCase(Locale.ROOT), issue.kind().code(),
                    issue.location() + ": " + issue.message() + ' ' + issue.remedy())
                    .putArray("location")
                    .add(issue.location());
        }
        addIssue(resource, "information", "informational", "%d of %d records accepted, %d of them unchanged.".formatted(
                outcome.accepted(), outcome.records(), outcome.unchanged()));
        return JsonMapper.shared().writeValueAsBytes(resource);
    }

    /**
     * One issue.
     *
     * @param code
     *            FHIR's IssueType
     */
    static byte[] of(String severity, String code, String diagnostics) {
        ObjectNode resource = resource();
        addIssue(resource, severity, code, diagnostics);
        return JsonMapper.shared().writeValueAsBytes(resource);
    }

    private static ObjectNode resource() {
        return JsonMapper.shared().createObjectNode().put("resourceType", "OperationOutcome");
    }

    private static ObjectNode addIssue(ObjectNode resource, String severity, String code, String diagnostics) {
        return resource.withArray("issue")
                .addObject()
                .put("severity", severity)
                .put("code", code)
                .put("diagnostics", diagnostics);
    }
}
