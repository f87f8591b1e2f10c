package org.tributary.hub.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.tributary.hub.ingest.Feed;
import org.tributary.hub.ingest.FeedFreshness.Freshness;
import org.tributary.hub.ingest.KeptMessage;

/** One line of the page of feeds. */
record FeedRow(String code, String organisation, String setting, String format, String door, boolean paused,
        String lastReceived, String lastCommitted, String lag, long rejected, long waiting) {

    private static final String NEVER = "Never";

    /** A rejected message in the queue. */
    record Rejected(String id, String feed, String received, String door, int attempts, String reason) {

        static Rejected of(KeptMessage message) {
            return new Rejected(message.id().toString(), message.feed(), HumanTime.dateAndTime(message.received()),
                    message.door(), message.attempts(),
                    message.issues()
                            .stream()
                            .filter(issue -> issue.rejects())
                            .findFirst()
                            .map(issue -> issue.location() + ": " + issue.message())
                            .orElse("Not told"));
        }
    }

    static FeedRow of(Feed feed, Freshness fresh) {
        return new FeedRow(feed.code(), feed.organisation(), Words.setting(feed.setting()), feed.format(),
                Words.code(feed.door().code()), feed.paused(), time(fresh.lastReceived()), time(fresh.lastCommitted()),
                fresh.lagP50().map(half -> lag(half) + " / " + lag(fresh.lagP95().orElse(half))).orElse("–"),
                fresh.rejected(), fresh.waiting());
    }

    private static String time(Optional<Instant> time) {
        return time.map(HumanTime::dateAndTime).orElse(NEVER);
    }

    private static String lag(Duration lag) {
        long millis = lag.toMillis();
        return millis < 1_000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
}
