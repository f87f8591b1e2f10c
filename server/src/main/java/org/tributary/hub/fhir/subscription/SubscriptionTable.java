package org.tributary.hub.fhir.subscription;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.store.ChangeFeed.Change;
import org.tributary.hub.store.ChangeFeed.Position;
import org.tributary.hub.store.ResourceKey;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where Subscriptions stand and what they have still to tell.
 *
 * <p>
 * Owns the tables {@code subscription} and {@code subscription_notification}.
 */
@Component
final class SubscriptionTable {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What is told about a Subscription on request. */
    record Report(Caller owner, String state, long pending, long setAside, long delivered,
            Optional<Instant> deliveredAt, int failures, Optional<Instant> failingSince, Instant nextAttempt,
            Optional<String> problem) {
    }

    /**
     * What came of a round of notifications.
     *
     * @param done
     *            those that need not be sent again
     * @param told
     *            how many of these were sent
     * @param refused
     *            those that the endpoint does not want as they are; each is tried again by itself
     * @param failed
     *            those that did not reach the endpoint
     * @param problem
     *            what went wrong, if anything did
     */
    record Round(List<Notification> done, int told, List<Notification> refused, List<Notification> failed,
            Optional<String> problem) {
    }

    /** Starts or goes on; one that was off or refused from its beginning starts from now. */
    void activate(WriteTransaction transaction, String id, Caller owner) {
        keep(transaction, id, owner, "running");
        transaction.jdbc()
                .sql("""
                        UPDATE subscription
                        SET failures = 0, failing_since = NULL, next_attempt = now(), problem = NULL,
                            since = coalesce(since, pg_current_snapshot()),
                            tx = coalesce(tx, pg_snapshot_xmin(pg_current_snapshot())), seq = coalesce(seq, 0)
                        WHERE id = :id""")
                .param("id", id)
                .update();
        transaction.jdbc()
                .sql("""
                        UPDATE subscription_notification SET attempts = 0, failing_since = NULL, due = now()
                        WHERE subscription = :id AND attempts > 0""")
                .param("id", id)
                .update();
    }

    void refuse(WriteTransaction transaction, String id, Caller owner) {
        keep(transaction, id, owner, "refused");
    }

    /** Its owner wants nothing any more, not even what was still to be told. */
    void turnOff(WriteTransaction transaction, String id, Caller owner) {
        keep(transaction, id, owner, "off");
        transaction.jdbc()
                .sql("UPDATE subscription SET since = NULL, tx = NULL, seq = NULL WHERE id = :id")
                .param("id", id)
                .update();
        transaction.jdbc()
                .sql("DELETE FROM subscription_notification WHERE subscription = :id")
                .param("id", id)
                .update();
    }

    private static void keep(WriteTransaction transaction, String id, Caller owner, String state) {
        transaction.jdbc()
                .sql("""
                        INSERT INTO subscription (id, scope, owner, state)
                        SELECT id, scope, CAST(:owner AS jsonb), :state FROM resource
                        WHERE type = 'Subscription' AND id = :id
                        ON CONFLICT (id) DO UPDATE
                        SET scope = excluded.scope, owner = excluded.owner, state = excluded.state""")
                .param("id", id)
                .param("owner", JSON.writeValueAsString(owner.askingNothing()))
                .param("state", state)
                .update();
    }

    void delete(WriteTransaction transaction, String id) {
        transaction.jdbc().sql("DELETE FROM subscription WHERE id = :id").param("id", id).update();
    }

    /** Gives up on an endpoint; what is still to be told is kept for when its owner writes the Subscription again. */
    void giveUp(WriteTransaction transaction, String id) {
        transaction.jdbc().sql("UPDATE subscription SET state = 'off' WHERE id = :id").param("id", id).update();
    }

    private static final String RUNNING = """
            SELECT s.id, r.version, s.owner, s.since::text AS since, s.tx::text AS tx, s.seq, s.failures,
                   s.failing_since,
                   s.next_attempt <= now() AND EXISTS (SELECT FROM subscription_notification n
                                                       WHERE n.subscription = s.id AND n.due <= now()) AS due
            FROM subscription s
            JOIN resource r ON r.type = 'Subscription' AND r.id = s.id AND r.body IS NOT NULL
            WHERE s.state = 'running'""";

    List<Standing> listRunning(ReadTransaction transaction) {
        return transaction.jdbc().sql(RUNNING + " ORDER BY s.id").query(SubscriptionTable::standing).list();
    }

    Optional<Standing> findRunning(ReadTransaction transaction, String id) {
        return transaction.jdbc()
                .sql(RUNNING + " AND s.id = :id")
                .param("id", id)
                .query(SubscriptionTable::standing)
                .optional();
    }

    private static Standing standing(ResultSet row, int number) throws SQLException {
        return new Standing(row.getString("id"), row.getInt("version"), owner(row), row.getString("since"),
                position(row), row.getInt("failures"), instant(row, "failing_since"), row.getBoolean("due"));
    }

    /**
     * Keeps what is to be told and goes on to the next place.
     *
     * @return false when the Subscription has gone on meanwhile, or stopped: nothing was kept
     */
    boolean advance(WriteTransaction transaction, Standing from, Position to, List<Change> matches) {
        int moved = transaction.jdbc()
                .sql("""
                        UPDATE subscription SET tx = CAST(CAST(:tx AS text) AS xid8), seq = :seq
                        WHERE id = :id AND state = 'running'
                          AND tx = CAST(CAST(:oldTx AS text) AS xid8) AND seq = :oldSeq""")
                .param("id", from.id())
                .param("tx", Long.toString(to.transaction()))
                .param("seq", to.sequence())
                .param("oldTx", Long.toString(from.position().transaction()))
                .param("oldSeq", from.position().sequence())
                .update();
        if (moved == 1 && !matches.isEmpty()) {
            transaction.jdbc()
                    .sql("""
                            INSERT INTO subscription_notification (subscription, tx, seq, scope, type, id, version)
                            SELECT s.id, CAST(CAST(m.tx AS text) AS xid8), m.seq, s.scope, m.type, m.id, m.version
                            FROM subscription s,
                                 unnest(:txs::bigint[], :seqs::bigint[], :types::text[], :ids::text[], :versions::int[])
                                   AS m (tx, seq, type, id, version)
                            WHERE s.id = :id
                            ON CONFLICT DO NOTHING""")
                    .param("id", from.id())
                    .param("txs", longs(matches, change -> change.position().transaction()))
                    .param("seqs", longs(matches, change -> change.position().sequence()))
                    .param("types", matches.stream().map(change -> change.key().type()).toArray(String[]::new))
                    .param("ids", matches.stream().map(change -> change.key().id()).toArray(String[]::new))
                    .param("versions", matches.stream().map(Change::version).toArray(Integer[]::new))
                    .update();
        }
        return moved == 1;
    }

    /**
     * What is to be sent now, in order: for each resource the first thing that is still to be told of it, unless that
     * waits for its next attempt.
     */
    List<Notification> listDue(ReadTransaction transaction, String id, int count) {
        return transaction.jdbc()
                .sql("""
                        SELECT n.tx::text AS tx, n.seq, n.type, n.id, n.version, n.attempts
                        FROM subscription_notification n
                        WHERE n.subscription = :id AND n.due <= now()
                          AND NOT EXISTS (SELECT FROM subscription_notification e
                                          WHERE e.subscription = n.subscription AND e.type = n.type AND e.id = n.id
                                            AND (e.tx, e.seq) < (n.tx, n.seq) AND e.due < 'infinity')
                        ORDER BY n.subscription, n.tx, n.seq
                        LIMIT :count""")
                .param("id", id)
                .param("count", count)
                .query((row, number) -> new Notification(position(row),
                        new ResourceKey(row.getString("type"), row.getString("id")), row.getInt("version"),
                        row.getInt("attempts")))
                .list();
    }

    /** Writes down what came of a round. */
    void record(WriteTransaction transaction, Standing standing, Round round, SubscriptionSettings settings) {
        delete(transaction, standing.id(), round.done());
        for (Notification refused : round.refused()) {
            retryLater(transaction, standing.id(), refused, settings.pause(refused.attempts() + 1),
                    settings.retryFor());
        }
        for (Notification failed : round.failed()) {
            // The endpoint waits as a whole.
            retryLater(transaction, standing.id(), failed, Duration.ZERO, Duration.ofDays(36_500));
        }
        boolean down = !round.failed().isEmpty();
        transaction.jdbc()
                .sql("""
                        UPDATE subscription
                        SET failures = CASE WHEN :down THEN failures + 1 ELSE 0 END,
                            failing_since = CASE WHEN :down THEN coalesce(failing_since, now()) END,
                            next_attempt = now() + make_interval(secs => CASE WHEN :down THEN :pause ELSE 0 END),
                            problem = coalesce(CAST(:problem AS text), CASE WHEN EXISTS (
                                SELECT FROM subscription_notification n
                                WHERE n.subscription = :id AND n.attempts > 0) THEN problem END),
                            delivered = delivered + :told,
                            delivered_at = CASE WHEN :told > 0 THEN now() ELSE delivered_at END
                        WHERE id = :id""")
                .param("id", standing.id())
                .param("down", down)
                .param("pause", settings.pause(standing.failures() + 1).toMillis() / 1000.0)
                .param("problem", round.problem().orElse(null))
                .param("told", round.told())
                .update();
    }

    private static void delete(WriteTransaction transaction, String id, List<Notification> done) {
        if (!done.isEmpty()) {
            transaction.jdbc()
                    .sql("""
                            DELETE FROM subscription_notification n
                            USING unnest(:txs::bigint[], :seqs::bigint[]) AS done (tx, seq)
                            WHERE n.subscription = :id AND n.tx = CAST(CAST(done.tx AS text) AS xid8)
                              AND n.seq = done.seq""")
                    .param("id", id)
                    .param("txs", longs(done, notification -> notification.position().transaction()))
                    .param("seqs", longs(done, notification -> notification.position().sequence()))
                    .update();
        }
    }

    private static void retryLater(WriteTransaction transaction, String id, Notification notification, Duration pause,
            Duration retryFor) {
        transaction.jdbc()
                .sql("""
                        UPDATE subscription_notification
                        SET attempts = attempts + 1, failing_since = coalesce(failing_since, now()),
                            due = CASE WHEN now() - coalesce(failing_since, now()) > make_interval(secs => :retryFor)
                                       THEN 'infinity' ELSE now() + make_interval(secs => :pause) END
                        WHERE subscription = :id AND tx = CAST(CAST(:tx AS text) AS xid8) AND seq = :seq""")
                .param("id", id)
                .param("tx", Long.toString(notification.position().transaction()))
                .param("seq", notification.position().sequence())
                .param("pause", pause.toMillis() / 1000.0)
                .param("retryFor", (double) retryFor.toSeconds())
                .update();
    }

    /** What is wrong for longer than one attempt; empty while all is well. */
    Optional<String> findLastingProblem(ReadTransaction transaction, String id) {
        return transaction.jdbc()
                .sql("""
                        SELECT s.problem FROM subscription s
                        WHERE s.id = :id AND s.problem IS NOT NULL
                          AND (s.failures > 1 OR EXISTS (SELECT FROM subscription_notification n
                                                         WHERE n.subscription = s.id AND n.attempts > 1))""")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    Optional<Report> findReport(ReadTransaction transaction, String id) {
        return transaction.jdbc()
                .sql("""
                        SELECT s.*, (SELECT count(*) FROM subscription_notification n
                                     WHERE n.subscription = s.id) AS pending,
                               (SELECT count(*) FROM subscription_notification n
                                WHERE n.subscription = s.id AND n.attempts > 0 AND n.due = 'infinity') AS set_aside
                        FROM subscription s WHERE s.id = :id""")
                .param("id", id)
                .query((row, number) -> new Report(owner(row), row.getString("state"), row.getLong("pending"),
                        row.getLong("set_aside"), row.getLong("delivered"), instant(row, "delivered_at"),
                        row.getInt("failures"), instant(row, "failing_since"),
                        instant(row, "next_attempt").orElseThrow(), Optional.ofNullable(row.getString("problem"))))
                .optional();
    }

    private static Caller owner(ResultSet row) throws SQLException {
        return JSON.readValue(row.getString("owner"), Caller.class);
    }

    private static Position position(ResultSet row) throws SQLException {
        return new Position(Long.parseLong(row.getString("tx")), row.getLong("seq"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        @Nullable
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    private static <T> Long[] longs(List<T> values, Function<T, Long> part) {
        return values.stream().map(part).toArray(Long[]::new);
    }
}
