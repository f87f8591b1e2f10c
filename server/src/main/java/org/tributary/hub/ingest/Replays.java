package org.tributary.hub.ingest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.WriteTransaction;

/**
 * Sends the messages of a feed and a period through their mapper again, in the background: after a mapper was mended or
 * the feed's options were changed. Goes on where it was when its node dies.
 *
 * <p>
 * Owns the table {@code replay}.
 */
@Component
public final class Replays {

    private static final int BATCH = 100;

    private static final String SELECT = """
            SELECT r.*, f.code, f.organisation FROM replay r JOIN feed f ON f.id = r.feed WHERE r.id = :id""";

    private final CommitLine commitLine;
    private final ReaderDatabase reader;
    private final Intake intake;
    private final Clock clock;

    Replays(CommitLine commitLine, ReaderDatabase reader, Intake intake, Clock clock) {
        this.commitLine = commitLine;
        this.reader = reader;
        this.intake = intake;
        this.clock = clock;
    }

    /**
     * Which messages: those that arrived at {@code since} or later and before {@code until}.
     *
     * @param state
     *            COMMITTED or REJECTED; both when empty
     */
    public record Period(Instant since, Instant until, Optional<MessageState> state) {
    }

    /**
     * A replay and how far it has come.
     *
     * @param feed
     *            the feed's code
     * @param replayed
     *            how many messages are done
     * @param refused
     *            how many of them their mapper refuses now
     * @param changed
     *            how many resources became others
     * @param withoutRaw
     *            how many messages of the period could not be done, since their bytes are gone
     */
    public record Replay(UUID id, String feed, String organisation, Period period, Instant asked,
            Optional<Instant> finished, long replayed, long refused, long changed, long withoutRaw) {
    }

    private record Place(Instant received, UUID id) {
    }

    private record Next(Place place, boolean raw) {
    }

    /** Asks for a replay. */
    public UUID ask(Caller caller, Feed feed, Period period) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        return commitLine.change(transaction -> {
            transaction.jdbc()
                    .sql("""
                            INSERT INTO replay (id, feed, since, until, state, asked_by, asked)
                            VALUES (:id, :feed, :since, :until, :state, :by, :asked)""")
                    .param("id", id)
                    .param("feed", feed.id())
                    .param("since", Timestamp.from(period.since()))
                    .param("until", Timestamp.from(period.until()))
                    .param("state", period.state().map(Enum::name).orElse(null))
                    .param("by", caller.name())
                    .param("asked", Timestamp.from(now.truncatedTo(ChronoUnit.MICROS)))
                    .update();
            transaction.jobs()
                    .scheduleIfNotExists(IntakeJobs.REPLAY.instance(id.toString()).data(id).scheduledTo(now));
            return id;
        });
    }

    /** A replay of a feed of the caller's. */
    public Optional<Replay> find(Caller caller, UUID id) {
        return reader.read(caller,
                transaction -> transaction.jdbc().sql(SELECT).param("id", id).query(Replays::replay).optional())
                .filter(replay -> caller.everything()
                        || caller.organisation().filter(replay.organisation()::equals).isPresent());
    }

    /** Does a replay from where it is to its end. */
    void run(UUID id) {
        List<Next> batch = next(id);
        while (!batch.isEmpty() && !Thread.currentThread().isInterrupted()) {
            batch.forEach(next -> replay(id, next));
            batch = next(id);
        }
        if (batch.isEmpty()) {
            commitLine.change(transaction -> transaction.jdbc()
                    .sql("UPDATE replay SET finished = :now WHERE id = :id AND finished IS NULL")
                    .param("now", Timestamp.from(clock.instant()))
                    .param("id", id)
                    .update());
        }
    }

    private void replay(UUID id, Next next) {
        Optional<Replayed> replayed = next.raw() ? intake.replay(next.place().id()) : Optional.empty();
        commitLine.change(transaction -> note(transaction, id, next.place(), replayed));
    }

    private List<Next> next(UUID id) {
        return commitLine.change(transaction -> transaction.jdbc()
                .sql("""
                        SELECT m.id, m.received, m.raw IS NOT NULL AS has_raw
                        FROM replay r JOIN message m ON m.feed = r.feed
                        WHERE r.id = :id AND r.finished IS NULL
                          AND m.received >= r.since AND m.received < r.until AND m.state <> 'RECEIVED'
                          AND (r.state IS NULL OR m.state = r.state)
                          AND (r.at_id IS NULL OR (m.received, m.id) > (r.at_time, r.at_id))
                        ORDER BY m.received, m.id LIMIT :limit""")
                .param("id", id)
                .param("limit", BATCH)
                .query((row, number) -> new Next(
                        new Place(row.getTimestamp("received").toInstant(), row.getObject("id", UUID.class)),
                        row.getBoolean("has_raw")))
                .list());
    }

    private static int note(WriteTransaction transaction, UUID id, Place place, Optional<Replayed> replayed) {
        return transaction.jdbc()
                .sql("""
                        UPDATE replay SET at_time = :time, at_id = :message, replayed = replayed + :replayed,
                                          refused = refused + :refused, changed = changed + :changed,
                                          without_raw = without_raw + :lost
                        WHERE id = :id""")
                .param("time", Timestamp.from(place.received()))
                .param("message", place.id())
                .param("replayed", replayed.isPresent() ? 1 : 0)
                .param("refused", replayed.filter(one -> !one.accepted()).isPresent() ? 1 : 0)
                .param("changed", replayed.map(Replayed::changed).orElse(0))
                .param("lost", replayed.isPresent() ? 0 : 1)
                .param("id", id)
                .update();
    }

    private static Replay replay(ResultSet row, int number) throws SQLException {
        return new Replay(row.getObject("id", UUID.class), row.getString("code"), row.getString("organisation"),
                new Period(row.getTimestamp("since").toInstant(), row.getTimestamp("until").toInstant(),
                        Optional.ofNullable(row.getString("state")).map(MessageState::valueOf)),
                row.getTimestamp("asked").toInstant(),
                Optional.ofNullable(row.getTimestamp("finished")).map(Timestamp::toInstant), row.getLong("replayed"),
                row.getLong("refused"), row.getLong("changed"), row.getLong("without_raw"));
    }
}
