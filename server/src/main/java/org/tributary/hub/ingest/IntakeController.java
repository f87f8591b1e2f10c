package org.tributary.hub.ingest;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.tributary.hub.access.Caller;
import org.tributary.mapping.MappingIssue;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The HTTP intake: {@code POST /intake/{feed}} with one document. 200 when anything of it was accepted, 422 when
 * nothing was; both with an OperationOutcome and {@code Location: /api/messages/{id}}.
 */
@RestController
final class IntakeController {

    private static final MediaType FHIR_JSON = MediaType.parseMediaType("application/fhir+json;charset=UTF-8");

    private final Feeds feeds;
    private final Intake intake;

    IntakeController(Feeds feeds, Intake intake) {
        this.feeds = feeds;
        this.intake = intake;
    }

    @PostMapping("/intake/{feed}")
    ResponseEntity<byte[]> receive(@PathVariable("feed") String code, Caller caller,
            @RequestBody(required = false) byte[] document) {
        Optional<Feed> feed = feeds.find(code).filter(candidate -> caller.mayDeliverFor(candidate.organisation()));
        if (feed.isEmpty()) {
            return refused(HttpStatus.NOT_FOUND, "not-found",
                    "There is no feed '" + code + "' that your organisation may send by.");
        }
        if (feed.get().format().equals(Feeds.FHIR_R4)) {
            return refused(HttpStatus.UNPROCESSABLE_CONTENT, "not-supported",
                    "R4 resources are written by the FHIR door at /fhir, or loaded from files.");
        }
        if (document == null || document.length == 0) {
            return refused(HttpStatus.BAD_REQUEST, "required", "The request has no body: send one document.");
        }
        IntakeOutcome outcome = intake.receive(feed.get(), "http", document);
        HttpStatus status = switch (outcome.state()) {
            case COMMITTED -> HttpStatus.OK;
            case REJECTED -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
        return ResponseEntity.status(status)
                .location(URI.create("/api/messages/" + outcome.message()))
                .contentType(FHIR_JSON)
                .body(operationOutcome(outcome));
    }

    private static byte[] operationOutcome(IntakeOutcome outcome) {
        ObjectNode resource = JsonMapper.shared().createObjectNode().put("resourceType", "OperationOutcome");
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

    private static ResponseEntity<byte[]> refused(HttpStatus status, String kind, String message) {
        ObjectNode resource = JsonMapper.shared().createObjectNode().put("resourceType", "OperationOutcome");
        addIssue(resource, "error", kind, message);
        return ResponseEntity.status(status)
                .contentType(FHIR_JSON)
                .body(JsonMapper.shared().writeValueAsBytes(resource));
    }

    private static ObjectNode addIssue(ObjectNode resource, String severity, String code, String diagnostics) {
        return resource.withArray("issue")
                .addObject()
                .put("severity", severity)
                .put("code", code)
                .put("diagnostics", diagnostics);
    }
}
