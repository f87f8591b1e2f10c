package org.tributary.hub.ingest.api;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tributary.hub.access.Caller;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.ingest.Feed;
import org.tributary.hub.ingest.FeedFreshness;
import org.tributary.hub.ingest.FeedFreshness.Freshness;
import org.tributary.hub.ingest.FeedRefused;
import org.tributary.hub.ingest.Feeds;
import org.tributary.hub.ingest.MessageState;
import org.tributary.hub.ingest.Replays;
import org.tributary.hub.ingest.Replays.Period;
import org.tributary.hub.ingest.Replays.Replay;

/**
 * Feeds: {@code GET} and {@code POST /api/feeds}, {@code GET} and {@code PUT /api/feeds/{code}}, {@code POST
 * /api/feeds/{code}/pause}, {@code /resume} and {@code /replay}. An operator sees and changes all of them, an
 * organisation sees its own.
 */
@RestController
final class FeedsController {

    private final CommitLine commitLine;
    private final Feeds feeds;
    private final FeedFreshness freshness;
    private final Replays replays;
    private final Clock clock;

    FeedsController(CommitLine commitLine, Feeds feeds, FeedFreshness freshness, Replays replays, Clock clock) {
        this.commitLine = commitLine;
        this.feeds = feeds;
        this.freshness = freshness;
        this.replays = replays;
        this.clock = clock;
    }

    record FeedList(List<FeedJson.Told> feeds) {
    }

    record ReplayJson(UUID id, String feed, Instant since, Instant until, @Nullable MessageState state,
            Instant asked, @Nullable Instant finished, long replayed, long refused, long changed, long withoutRaw) {

        static ReplayJson of(Replay replay) {
            return new ReplayJson(replay.id(), replay.feed(), replay.period().since(), replay.period().until(),
                    replay.period().state().orElse(null), replay.asked(), replay.finished().orElse(null),
                    replay.replayed(), replay.refused(), replay.changed(), replay.withoutRaw());
        }
    }

    @GetMapping("/api/feeds")
    FeedList list(Caller caller) {
        Map<String, Freshness> fresh = freshness.list(caller);
        return new FeedList(feeds.list().stream().flatMap(feed -> told(feed, fresh).stream()).toList());
    }

    @GetMapping("/api/feeds/{code}")
    FeedJson.Told show(Caller caller, @PathVariable("code") String code) {
        return told(get(caller, code), freshness.list(caller)).orElseThrow(() -> Refused.unknown("feed"));
    }

    @PostMapping("/api/feeds")
    ResponseEntity<FeedJson.Told> add(Caller caller, @RequestBody(required = false) byte @Nullable [] body) {
        requireOperator(caller);
        Feed feed = commitLine.addFeed(FeedJson.read(body).toNewFeed());
        return ResponseEntity.created(URI.create("/api/feeds/" + feed.code())).body(show(caller, feed.code()));
    }

    @PutMapping("/api/feeds/{code}")
    FeedJson.Told edit(Caller caller, @PathVariable("code") String code,
            @RequestBody(required = false) byte @Nullable [] body) {
        requireOperator(caller);
        var change = FeedJson.read(body).toChange(get(caller, code));
        commitLine.change(transaction -> feeds.change(transaction, code, change));
        return show(caller, code);
    }

    @PostMapping("/api/feeds/{code}/pause")
    FeedJson.Told pause(Caller caller, @PathVariable("code") String code) {
        return pause(caller, code, true);
    }

    @PostMapping("/api/feeds/{code}/resume")
    FeedJson.Told resume(Caller caller, @PathVariable("code") String code) {
        return pause(caller, code, false);
    }

    /** Has a feed's messages of a period sent through their mapper again, in the background. */
    @PostMapping("/api/feeds/{code}/replay")
    ResponseEntity<ReplayJson> replay(Caller caller, @PathVariable("code") String code,
            @RequestParam(name = "since") String since,
            @RequestParam(name = "until", required = false) @Nullable String until,
            @RequestParam(name = "state", required = false) @Nullable String state) {
        Feed feed = get(caller, code);
        if (!caller.mayDeliverFor(feed.organisation())) {
            throw Refused.forbidden("To replay messages a token needs system/*.c and the feed's organisation.");
        }
        Optional<MessageState> wanted = Optional.ofNullable(state).map(FeedsController::replayable);
        UUID id = replays.ask(caller, feed, new Period(MessagesController.instant("since", since),
                until == null ? clock.instant() : MessagesController.instant("until", until), wanted));
        return ResponseEntity.accepted()
                .location(URI.create("/api/replays/" + id))
                .body(showReplay(caller, id.toString()));
    }

    @GetMapping("/api/replays/{id}")
    ReplayJson showReplay(Caller caller, @PathVariable("id") String id) {
        return Ids.find(id)
                .flatMap(uuid -> replays.find(caller, uuid))
                .map(ReplayJson::of)
                .orElseThrow(() -> Refused.unknown("replay"));
    }

    @ExceptionHandler
    ResponseEntity<?> refused(FeedRefused refused) {
        return ResponseEntity.of(Refused.of(refused).getBody()).build();
    }

    private FeedJson.Told pause(Caller caller, String code, boolean paused) {
        requireOperator(caller);
        get(caller, code);
        commitLine.change(transaction -> feeds.pause(transaction, code, paused));
        return show(caller, code);
    }

    private Feed get(Caller caller, String code) {
        return feeds.find(code)
                .filter(feed -> caller.everything()
                        || caller.organisation().filter(feed.organisation()::equals).isPresent())
                .orElseThrow(() -> Refused.unknown("feed"));
    }

    private static Optional<FeedJson.Told> told(Feed feed, Map<String, Freshness> fresh) {
        return Optional.ofNullable(fresh.get(feed.code())).map(known -> FeedJson.Told.of(feed, known));
    }

    private static void requireOperator(Caller caller) {
        if (!caller.everything()) {
            throw Refused.forbidden("Feeds are changed by an operator of the hub.");
        }
    }

    private static MessageState replayable(String state) {
        return switch (state) {
            case "COMMITTED" -> MessageState.COMMITTED;
            case "REJECTED" -> MessageState.REJECTED;
            default -> throw Refused.bad("state must be COMMITTED or REJECTED");
        };
    }
}
