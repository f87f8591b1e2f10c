package org.tributary.hub.fhir.exchange;

import java.util.List;
import java.util.Optional;
import org.tributary.hub.conformance.ProfileProblem;
import org.tributary.hub.fhir.exchange.FhirRefusal.Issue;
import tools.jackson.core.JsonGenerator;

/** Writes OperationOutcome resources (R4, section 2.37) as JSON. */
public final class OperationOutcomes {

    private OperationOutcomes() {
    }

    public static byte[] of(FhirRefusal refusal) {
        return JsonText.write(json -> {
            start(json);
            for (Issue issue : refusal.issues()) {
                write(json, "error", issue.code().toCode(), issue.diagnostics(), issue.expression());
            }
            end(json);
        });
    }

    /** An outcome that tells of success. */
    public static byte[] success(String diagnostics) {
        return success(diagnostics, List.of());
    }

    /** An outcome that tells of success, and of rules of profiles that were broken. */
    public static byte[] success(String diagnostics, List<ProfileProblem> doubts) {
        return JsonText.write(json -> {
            start(json);
            write(json, "information", "informational", diagnostics, Optional.empty());
            for (ProfileProblem doubt : doubts) {
                write(json, "warning", "invariant", doubt.message(), Optional.of(doubt.path()));
            }
            end(json);
        });
    }

    /** What is worth knowing about an answer that was given. */
    public static byte[] warnings(List<Issue> issues) {
        return JsonText.write(json -> {
            start(json);
            issues.forEach(issue -> write(json, "warning", issue.code().toCode(), issue.diagnostics(),
                    issue.expression()));
            end(json);
        });
    }

    private static void start(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("resourceType", "OperationOutcome");
        json.writeArrayPropertyStart("issue");
    }

    private static void write(JsonGenerator json, String severity, String code, String diagnostics,
            Optional<String> expression) {
        json.writeStartObject();
        json.writeStringProperty("severity", severity);
        json.writeStringProperty("code", code);
        json.writeStringProperty("diagnostics", diagnostics);
        if (expression.isPresent()) {
            json.writeArrayPropertyStart("expression");
            json.writeString(expression.get());
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void end(JsonGenerator json) {
        json.writeEndArray();
        json.writeEndObject();
    }
}
