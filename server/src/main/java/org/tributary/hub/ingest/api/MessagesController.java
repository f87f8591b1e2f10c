package org.tributary.hub.ingest.api;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tributary.hub.access.Caller;
import org.tributary.hub.ingest.Feed;
import org.tributary.hub.ingest.Feeds;
import org.tributary.hub.ingest.Intake;
import org.tributary.hub.ingest.KeptMessage;
import org.tributary.hub.ingest.MessageLog;
import org.tributary.hub.ingest.MessageLog.Filter;
import org.tributary.hub.ingest.MessageLog.Place;
import org.tributary.hub.ingest.MessageState;
import org.tributary.hub.ingest.Replayed;
import org.tributary.mapping.MappingIssue;

/**
 * Messages as their publishers and the operator see them: {@code GET /api/messages}, {@code GET /api/messages/{id}},
 * its raw bytes, and {@code POST /api/messages/{id}/replay}.
 */
@RestController
final class MessagesController {

    private static final int USUAL_PAGE = 50;
    private static final int LARGEST_PAGE = 500;

    private final MessageLog log;
    private final Intake intake;
    private final Feeds feeds;

    MessagesController(MessageLog log, Intake intake, Feeds feeds) {
        this.log = log;
        this.intake = intake;
        this.feeds = feeds;
    }

    /**
     * @param times
     *            when each state was reached, by its name, as far as the message came at its last attempt
     * @param raw
     *            where its bytes are, while they are kept
     * @param resources
     *            references to the resources that the message created, changed or deleted; told of single messages only
     */
    record MessageAnswer(UUID id, String feed, String door, MessageState state, Map<MessageState, Instant> times,
            Instant received, @Nullable Instant finished, int attempts, int records, int accepted, int rejected,
            int unchanged, String mapper, List<MappingIssue> issues, @Nullable String raw,
            @Nullable List<String> resources) {

        static MessageAnswer of(KeptMessage message, @Nullable List<String> resources) {
            Map<MessageState, Instant> times = new LinkedHashMap<>();
            times.put(MessageState.RECEIVED, message.received());
            message.mapped().ifPresent(time -> times.put(MessageState.MAPPED, time));
            message.linked().ifPresent(time -> times.put(MessageState.LINKED, time));
            message.finished().ifPresent(time -> times.put(message.state(), time));
            return new MessageAnswer(message.id(), message.feed(), message.door(), message.state(), times,
                    message.received(), message.finished().orElse(null), message.attempts(), message.records(),
                    message.accepted(), message.rejected(), message.unchanged(), message.mapper(), message.issues(),
                    message.raw() ? "/api/messages/" + message.id() + "/raw" : null, resources);
        }
    }

    /**
     * @param next
     *            where the next page is; none at the end
     */
    record Page(List<MessageAnswer> messages, @Nullable String next) {
    }

    /** What came of a replay: {@code changed} is how many resources are other than before. */
    record ReplayAnswer(boolean accepted, int changed, MessageAnswer message) {
    }

    @GetMapping("/api/messages")
    Page list(Caller caller, @RequestParam(name = "feed", required = false) @Nullable String feed,
            @RequestParam(name = "state", required = false) @Nullable String state,
            @RequestParam(name = "since", required = false) @Nullable String since,
            @RequestParam(name = "limit", required = false) @Nullable Integer limit,
            @RequestParam(name = "before", required = false) @Nullable String before) {
        int size = limit == null ? USUAL_PAGE : limit;
        if (size < 1 || size > LARGEST_PAGE) {
            throw Refused.bad("limit must be between 1 and " + LARGEST_PAGE);
        }
        Optional<MessageState> wanted = Optional.ofNullable(state).map(MessagesController::state);
        Optional<Instant> from = Optional.ofNullable(since).map(text -> instant("since", text));
        List<KeptMessage> found = log.list(caller, new Filter(Optional.ofNullable(feed), wanted, from,
                Optional.ofNullable(before).map(MessagesController::place), size));
        return new Page(found.stream().map(message -> MessageAnswer.of(message, null)).toList(),
                found.size() < size ? null : next(feed, wanted, from, size, found.getLast()));
    }

    @GetMapping("/api/messages/{id}")
    MessageAnswer show(@PathVariable("id") String id, Caller caller) {
        return answer(caller, get(caller, id));
    }

    @GetMapping("/api/messages/{id}/raw")
    ResponseEntity<byte[]> raw(@PathVariable("id") String id, Caller caller) {
        KeptMessage message = get(caller, id);
        byte[] raw = log.findRaw(caller, message.id())
                .orElseThrow(() -> Refused.conflict("The bytes of this message are not kept any more."));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header("Content-Disposition", "attachment; filename=\"" + message.id() + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .body(raw);
    }

    @PostMapping("/api/messages/{id}/replay")
    ReplayAnswer replay(@PathVariable("id") String id, Caller caller) {
        KeptMessage message = get(caller, id);
        Feed feed = feeds.find(message.feed()).orElseThrow();
        if (!caller.mayDeliverFor(feed.organisation())) {
            throw Refused.forbidden("To replay a message a token needs system/*.c and the feed's organisation.");
        }
        Replayed replayed = intake.replay(message.id())
                .orElseThrow(() -> Refused.conflict("The bytes of this message are not kept any more."));
        return new ReplayAnswer(replayed.accepted(), replayed.changed(), answer(caller, get(caller, id)));
    }

    private MessageAnswer answer(Caller caller, KeptMessage message) {
        return MessageAnswer.of(message, log.listTargets(caller, message));
    }

    private KeptMessage get(Caller caller, String id) {
        return Ids.find(id).flatMap(uuid -> log.find(caller, uuid)).orElseThrow(() -> Refused.unknown("message"));
    }

    private static MessageState state(String text) {
        try {
            return MessageState.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw Refused.bad("state must be one of RECEIVED, MAPPED, LINKED, COMMITTED and REJECTED");
        }
    }

    static Instant instant(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Refused.bad(name + " must be a time such as 2026-03-01T00:00:00Z");
        }
    }

    private static Place place(String text) {
        int comma = text.indexOf(',');
        if (comma < 0) {
            throw Refused.bad("before must be what the page before says in next");
        }
        return new Place(instant("before", text.substring(0, comma)),
                Ids.find(text.substring(comma + 1))
                        .orElseThrow(() -> Refused.bad("before must be what the page before says in next")));
    }

    private static String next(@Nullable String feed, Optional<MessageState> state, Optional<Instant> since, int limit,
            KeptMessage last) {
        return "/api/messages?limit=" + limit + (feed == null ? "" : "&feed=" + feed)
                + state.map(value -> "&state=" + value).orElse("") + since.map(value -> "&since=" + value).orElse("")
                + "&before=" + last.received() + ',' + last.id();
    }
}
