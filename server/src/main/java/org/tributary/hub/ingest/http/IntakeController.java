package org.tributary.hub.ingest.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tributary.hub.access.Caller;
import org.tributary.hub.ingest.Delivery;
import org.tributary.hub.ingest.Door;
import org.tributary.hub.ingest.Feed;
import org.tributary.hub.ingest.Feeds;
import org.tributary.hub.ingest.Intake;
import org.tributary.hub.ingest.IntakeOutcome;
import org.tributary.hub.ingest.IntakeRefused;
import org.tributary.hub.ingest.IntakeRoom;
import org.tributary.hub.ingest.IntakeRoom.Seat;
import org.tributary.hub.ingest.MessageState;

/**
 * The HTTP intake: {@code POST /intake/{feed}} with one document, plain or gzip. 200 when anything of it was accepted,
 * 422 when nothing was; both with an OperationOutcome and {@code Location: /api/messages/{id}}. A sender who prefers
 * {@code respond-async} gets 202 as soon as the document is kept. What cannot be taken just now is 429 or 503 with
 * {@code Retry-After}.
 */
@RestController
final class IntakeController {

    private static final MediaType FHIR_JSON = MediaType.parseMediaType("application/fhir+json;charset=UTF-8");

    private final Feeds feeds;
    private final Intake intake;
    private final IntakeRoom room;
    private final RequestDocument documents;

    IntakeController(Feeds feeds, Intake intake, IntakeRoom room, RequestDocument documents) {
        this.feeds = feeds;
        this.intake = intake;
        this.room = room;
        this.documents = documents;
    }

    @PostMapping("/intake/{feed}")
    ResponseEntity<byte[]> receive(@PathVariable("feed") String code, Caller caller, HttpServletRequest request)
            throws IOException {
        Feed feed = feeds.find(code)
                .filter(candidate -> caller.mayDeliverFor(candidate.organisation()))
                .orElseThrow(() -> new BadRequest(HttpStatus.NOT_FOUND, "not-found",
                        "There is no feed '" + code + "' that your organisation may send by."));
        if (feed.format().equals(Feeds.FHIR_R4)) {
            throw new BadRequest(HttpStatus.UNPROCESSABLE_CONTENT, "not-supported",
                    "R4 resources are written by the FHIR door at /fhir, or loaded from files.");
        }
        try (Seat seat = room.seat()) {
            Delivery delivery = new Delivery(feed, Door.HTTP, documents.read(request, seat),
                    RequestDocument.findKey(request));
            return RequestDocument.wantsToGoOn(request)
                    ? accepted(intake.accept(delivery))
                    : answer(intake.deliver(delivery));
        }
    }

    private static ResponseEntity<byte[]> answer(IntakeOutcome outcome) {
        return ResponseEntity
                .status(outcome.state() == MessageState.COMMITTED ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .location(location(outcome.message()))
                .contentType(FHIR_JSON)
                .body(Outcomes.of(outcome));
    }

    private static ResponseEntity<byte[]> accepted(UUID message) {
        return ResponseEntity.accepted()
                .location(location(message))
                .header("Preference-Applied", "respond-async")
                .contentType(FHIR_JSON)
                .body(Outcomes.of("information", "informational",
                        "The document is kept; its Location tells how it fares."));
    }

    private static URI location(UUID message) {
        return URI.create("/api/messages/" + message);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> refused(BadRequest bad) {
        return ResponseEntity.status(bad.status())
                .contentType(FHIR_JSON)
                .body(Outcomes.of("error", bad.code(), String.valueOf(bad.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> refused(IntakeRefused refused) {
        HttpStatus status = switch (refused.reason()) {
            case PAUSED, UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
            case BUSY -> HttpStatus.TOO_MANY_REQUESTS;
            case OTHER_DOOR -> HttpStatus.CONFLICT;
        };
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).contentType(FHIR_JSON);
        if (status != HttpStatus.CONFLICT) {
            answer.header(HttpHeaders.RETRY_AFTER, String.valueOf(refused.retryAfter().toSeconds()));
        }
        return answer.body(Outcomes.of("error", status == HttpStatus.CONFLICT ? "conflict" : "transient",
                String.valueOf(refused.getMessage())));
    }
}
