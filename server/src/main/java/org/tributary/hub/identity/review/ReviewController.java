package org.tributary.hub.identity.review;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.identity.linking.Answer;

/** The review queue for systems: {@code /api/review}. */
@RestController
final class ReviewController {

    private static final int USUAL_PAGE = 20;
    private static final int LARGEST_PAGE = 100;

    private final ReaderDatabase database;
    private final ReviewQueue queue;
    private final LinkDecisions decisions;

    ReviewController(ReaderDatabase database, ReviewQueue queue, LinkDecisions decisions) {
        this.database = database;
        this.queue = queue;
        this.decisions = decisions;
    }

    /**
     * @param next
     *            where the next page is; none at the end
     */
    record Page(List<ReviewCase> cases, long waiting, @Nullable String next) {
    }

    @GetMapping("/api/review")
    Page list(Caller caller, @RequestParam(name = "organisation", required = false) @Nullable String organisation,
            @RequestParam(name = "before", required = false) @Nullable String before,
            @RequestParam(name = "state", defaultValue = "waiting") String state,
            @RequestParam(name = "after", required = false) @Nullable String after,
            @RequestParam(name = "limit", required = false) @Nullable Integer limit) {
        mayRead(caller);
        int size = limit == null ? USUAL_PAGE : limit;
        if (size < 1 || size > LARGEST_PAGE) {
            throw Refusals.bad("limit must be between 1 and " + LARGEST_PAGE);
        }
        if (!state.equals("waiting") && !state.equals("unsure")) {
            throw Refusals.bad("state must be waiting or unsure");
        }
        ReviewQueue.Filter filter = new ReviewQueue.Filter(Optional.ofNullable(organisation),
                Optional.ofNullable(before).map(ReviewController::instant), Optional.ofNullable(after),
                state.equals("unsure"), size);
        try {
            ReviewQueue.Page page = database.read(caller, transaction -> queue.list(transaction, filter));
            return new Page(page.cases(), page.waiting(), page.next().orElse(null));
        } catch (IllegalArgumentException e) {
            throw Refusals.bad("after must be what the page before says in next");
        }
    }

    @GetMapping("/api/review/{id}")
    ReviewCase show(Caller caller, @PathVariable("id") String id) {
        mayRead(caller);
        UUID uuid = Refusals.id("case", id);
        return database.read(caller, transaction -> queue.find(transaction, uuid))
                .orElseThrow(() -> Refusals.unknown("case"));
    }

    /** {@code {"answer": "same", "reason": "…"}}. */
    @PostMapping("/api/review/{id}")
    DecisionJson answer(Caller caller, @PathVariable("id") String id,
            @RequestBody(required = false) byte @Nullable [] body) {
        UUID uuid = Refusals.id("case", id);
        DecisionBody asked = DecisionBody.read(body);
        Answer answer = Answer.findByCode(asked.text("answer"))
                .orElseThrow(() -> Refusals.bad("answer must be same, different or unsure"));
        return DecisionJson.of(Refusals.orProblem(
                () -> decisions.decide(caller, new LinkRequest.Review(uuid, answer), asked.text("reason"))));
    }

    private static void mayRead(Caller caller) {
        if (!caller.may(Interaction.READ, "Patient")) {
            throw Refusals.forbidden("To see records a token needs to grant reading Patients.");
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Refusals.bad("before must be a time such as 2026-03-01T00:00:00Z");
        }
    }
}
