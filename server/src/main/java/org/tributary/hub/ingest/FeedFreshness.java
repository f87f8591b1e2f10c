package org.tributary.hub.ingest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;

/** How fresh each feed is. */
@Component
public final class FeedFreshness {

    private static final Duration DAY = Duration.ofHours(24);
    /** So many of a feed's newest messages tell how long they take. */
    private static final int SAMPLE = 1_000;

    private final ReaderDatabase reader;
    private final Clock clock;

    FeedFreshness(ReaderDatabase reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * @param lastReceived
     *            when the newest document came
     * @param lastCommitted
     *            when the newest one that was accepted was committed
     * @param lagP50
     *            the time from arrival to commit that half of the newest committed documents of the last 24 hours
     *            stayed below
     * @param lagP95
     *            that 95 % stayed below
     * @param rejected
     *            how many were rejected in the last 24 hours
     * @param waiting
     *            how many wait to be worked on
     */
    public record Freshness(Optional<Instant> lastReceived, Optional<Instant> lastCommitted, Optional<Duration> lagP50,
            Optional<Duration> lagP95, long rejected, long waiting) {

        static final Freshness NOTHING = new Freshness(Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), 0, 0);
    }

    /** By feed code, of the feeds whose messages are the caller's. */
    public Map<String, Freshness> list(Caller caller) {
        Timestamp since = Timestamp.from(clock.instant().minus(DAY));
        Map<String, Freshness> byFeed = new HashMap<>();
        reader.read(caller, transaction -> transaction.jdbc()
                .sql("""
                        SELECT f.code, recent.*,
                          (SELECT max(m.received) FROM message m WHERE m.feed = f.id) AS last_received,
                          (SELECT m.finished FROM message m WHERE m.feed = f.id AND m.state = 'COMMITTED'
                           ORDER BY m.received DESC, m.id DESC LIMIT 1) AS last_committed,
                          (SELECT count(*) FROM message m
                           WHERE m.feed = f.id AND m.state = 'REJECTED' AND m.received >= :since) AS rejected,
                          (SELECT count(*) FROM message m
                           WHERE m.feed = f.id AND m.state = 'RECEIVED') AS waiting
                        FROM feed f CROSS JOIN LATERAL (
                          SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS p50,
                                 percentile_cont(0.95) WITHIN GROUP (ORDER BY seconds) AS p95
                          FROM (
                            SELECT extract(epoch FROM m.finished - m.received)::float8 AS seconds
                            FROM message m
                            WHERE m.feed = f.id AND m.state = 'COMMITTED' AND m.received >= :since
                            ORDER BY m.received DESC, m.id DESC LIMIT :sample) AS newest) AS recent
                        WHERE :all OR f.organisation = :own""")
                .param("since", since)
                .param("sample", SAMPLE)
                .param("all", caller.everything())
                .param("own", caller.organisation().orElse(""))
                .query((row, number) -> byFeed.put(row.getString("code"), freshness(row)))
                .list());
        return byFeed;
    }

    private static Freshness freshness(ResultSet row) throws SQLException {
        return new Freshness(time(row.getTimestamp("last_received")), time(row.getTimestamp("last_committed")),
                duration(row.getObject("p50", Double.class)), duration(row.getObject("p95", Double.class)),
                row.getLong("rejected"), row.getLong("waiting"));
    }

    private static Optional<Instant> time(@Nullable Timestamp time) {
        return Optional.ofNullable(time).map(Timestamp::toInstant);
    }

    private static Optional<Duration> duration(@Nullable Double seconds) {
        return Optional.ofNullable(seconds).map(value -> Duration.ofNanos((long) (value * 1e9)));
    }
}
