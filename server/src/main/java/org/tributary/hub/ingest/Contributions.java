package org.tributary.hub.ingest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.RoundTrip;
import org.tributary.hub.access.SqlTime;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.mapping.AggregateKey;
import org.tributary.mapping.Contribution;
import org.tributary.mapping.EventOrder;
import org.tributary.mapping.Snapshot;

/**
 * What each aggregate ever learned.
 *
 * <p>
 * Owns the tables {@code aggregate}, {@code contribution} and {@code snapshot}.
 */
@Component
final class Contributions {

    private static final String ORDER = "event, sent, rank, control, hash";

    /** An aggregate and the number it is stored under. */
    record StoredAggregate(long id, AggregateKey key) {
    }

    /**
     * Keeps what a message says.
     *
     * @return the aggregates that learned something: those whose contribution is new, and, when a snapshot is new,
     *         every aggregate of its kind that it does not mention
     */
    List<StoredAggregate> add(WriteTransaction transaction, Feed feed, UUID message, List<Contribution> contributions,
            Optional<Snapshot> snapshot) {
        Columns columns = Columns.of(contributions);
        RoundTrip trip = transaction.roundTrip();
        Map<AggregateKey, StoredAggregate> aggregates = askAggregates(trip, feed, columns);
        Set<Long> added = insert(trip, feed, message, columns);
        trip.run();
        List<StoredAggregate> taught = new ArrayList<>();
        for (StoredAggregate aggregate : aggregates.values()) {
            if (added.contains(aggregate.id())) {
                taught.add(aggregate);
            }
        }
        if (snapshot.isPresent() && insert(transaction, feed, message, snapshot.get())) {
            for (StoredAggregate aggregate : list(transaction, feed, snapshot.get().aggregateKind())) {
                if (!aggregates.containsKey(aggregate.key())) {
                    taught.add(aggregate);
                }
            }
        }
        return taught;
    }

    /** Every aggregate that a message was the first to say something of just so. */
    List<AggregateKey> listAggregates(WriteTransaction transaction, UUID message) {
        return transaction.jdbc()
                .sql("""
                        SELECT DISTINCT a.id, a.kind, a.value
                        FROM contribution c JOIN aggregate a ON a.id = c.aggregate WHERE c.message = :message""")
                .param("message", message)
                .query(Contributions::aggregate)
                .list()
                .stream()
                .map(StoredAggregate::key)
                .toList();
    }

    /**
     * Has a message say these things and nothing else.
     *
     * @return the aggregates of which something else is said now than before
     */
    List<StoredAggregate> replace(WriteTransaction transaction, Feed feed, UUID message,
            List<Contribution> contributions, Optional<Snapshot> snapshot) {
        Columns columns = Columns.of(contributions);
        RoundTrip trip = transaction.roundTrip();
        askAggregates(trip, feed, columns);
        Set<Long> changed = delete(trip, feed, message, columns);
        Set<Long> added = insert(trip, feed, message, columns);
        trip.run();
        changed.addAll(added);
        boolean returned = snapshot.map(said -> insert(transaction, feed, message, said)).orElse(false);
        Set<String> withdrawn = deleteSnapshots(transaction, message, snapshot);
        if (returned) {
            withdrawn.add(snapshot.orElseThrow().aggregateKind());
        }
        List<StoredAggregate> taught = new ArrayList<>(find(transaction, changed));
        for (String kind : withdrawn) {
            list(transaction, feed, kind).stream().filter(one -> !changed.contains(one.id())).forEach(taught::add);
        }
        return taught;
    }

    /**
     * Those that are not stored yet, just as they are. What a trust's every message says of the trust itself is stored
     * once; passing over it before anything is locked keeps a feed's messages from queueing for one lock.
     */
    List<Contribution> listNew(WriteTransaction transaction, Feed feed, List<Contribution> contributions) {
        List<Contribution> fresh = new ArrayList<>();
        Columns columns = Columns.of(contributions);
        transaction.roundTripOfFewRows()
                .ask(row -> fresh.add(contributions.get(row.getInt(1) - 1)),
                        """
                                SELECT n.place
                                FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::int[], ?::text[], ?::text[])
                                  WITH ORDINALITY AS n (kind, value, event, sent, rank, control, hash, place)
                                WHERE NOT EXISTS (
                                  SELECT FROM aggregate a JOIN contribution c ON c.aggregate = a.id
                                  WHERE a.feed = ? AND a.kind = n.kind AND a.value = n.value AND c.event = n.event
                                    AND c.sent = n.sent AND c.rank = n.rank AND c.control = n.control AND c.hash = n.hash)
                                ORDER BY n.place""",
                        columns.kinds, columns.values, columns.events, columns.sent, columns.ranks, columns.controls,
                        columns.hashes, feed.id())
                .run();
        return fresh;
    }

    /** Contributions as PostgreSQL takes them: an array for each column. */
    private record Columns(String[] kinds, String[] values, String[] events, String[] sent, int[] ranks,
            String[] controls, String[] hashes, String[] bodies) {

        static Columns of(List<Contribution> all) {
            return new Columns(texts(all, one -> one.aggregate().kind()), texts(all, one -> one.aggregate().value()),
                    texts(all, one -> SqlTime.text(one.order().event())),
                    texts(all, one -> SqlTime.text(one.order().message())),
                    all.stream().mapToInt(one -> one.order().rank()).toArray(),
                    texts(all, one -> one.order().control()), texts(all, one -> one.order().hash()),
                    texts(all, Contribution::body));
        }

        private static String[] texts(List<Contribution> all, Function<Contribution, String> value) {
            return all.stream().map(value).toArray(String[]::new);
        }
    }

    /**
     * All contributions to each of these aggregates of a feed, in event order, "not mentioned" by snapshots included.
     */
    Map<StoredAggregate, List<Contribution>> load(WriteTransaction transaction, Feed feed,
            Collection<StoredAggregate> aggregates) {
        Map<Long, StoredAggregate> byId = new LinkedHashMap<>();
        Map<StoredAggregate, List<Contribution>> loaded = new LinkedHashMap<>();
        for (StoredAggregate aggregate : aggregates) {
            byId.put(aggregate.id(), aggregate);
            loaded.put(aggregate, new ArrayList<>());
        }
        List<Snapshot> snapshots = new ArrayList<>();
        transaction.roundTrip()
                .ask(row -> {
                    StoredAggregate aggregate = byId.get(row.getLong("aggregate"));
                    if (aggregate != null) {
                        loaded.getOrDefault(aggregate, new ArrayList<>())
                                .add(new Contribution(aggregate.key(), order(row), row.getString("body")));
                    }
                }, "SELECT aggregate, body, " + ORDER
                        + " FROM contribution WHERE aggregate = ANY (?::bigint[]) ORDER BY aggregate, " + ORDER,
                        ids(byId.keySet()))
                .ask(row -> snapshots.add(new Snapshot(row.getString("kind"), order(row), row.getString("body"))),
                        "SELECT kind, body, " + ORDER + " FROM snapshot WHERE feed = ?", feed.id())
                .run();
        addNotMentioned(loaded, snapshots);
        return loaded;
    }

    private static void addNotMentioned(Map<StoredAggregate, List<Contribution>> loaded, List<Snapshot> snapshots) {
        loaded.forEach((aggregate, contributions) -> {
            if (contributions.isEmpty()) {
                // Nothing names it any more, so a return that does not name it says nothing of it either.
                return;
            }
            Set<EventOrder> mentions = new HashSet<>();
            contributions.forEach(contribution -> mentions.add(contribution.order()));
            for (Snapshot snapshot : snapshots) {
                if (snapshot.aggregateKind().equals(aggregate.key().kind()) && !mentions.contains(snapshot.order())) {
                    contributions.add(new Contribution(aggregate.key(), snapshot.order(), snapshot.body()));
                }
            }
            contributions.sort((left, right) -> left.order().compareTo(right.order()));
        });
    }

    /** Asks for the aggregates of contributions, and makes those that are not there. */
    private static Map<AggregateKey, StoredAggregate> askAggregates(RoundTrip trip, Feed feed, Columns columns) {
        Map<AggregateKey, StoredAggregate> aggregates = new LinkedHashMap<>();
        trip.ask(row -> {
            StoredAggregate aggregate = aggregate(row, 0);
            aggregates.put(aggregate.key(), aggregate);
        }, """
                WITH named AS (SELECT DISTINCT n.kind, n.value FROM unnest(?::text[], ?::text[]) AS n (kind, value)),
                made AS (
                  INSERT INTO aggregate (feed, scope, kind, value)
                  SELECT ?, ?, n.kind, n.value FROM named n
                  WHERE NOT EXISTS (
                    SELECT FROM aggregate a WHERE a.feed = ? AND a.kind = n.kind AND a.value = n.value)
                  RETURNING id, kind, value)
                SELECT id, kind, value FROM made
                UNION ALL
                SELECT a.id, a.kind, a.value
                FROM named n JOIN aggregate a ON a.feed = ? AND a.kind = n.kind AND a.value = n.value
                ORDER BY id""", columns.kinds, columns.values, feed.id(), feed.scope(), feed.id(), feed.id());
        return aggregates;
    }

    /**
     * Inserts what is new, and puts what is read otherwise now in place of what stood there. A document that has no
     * time of its own stands where it arrived; when it is the one that the aggregate heard last, it says nothing new.
     *
     * @return the aggregates that learned something, when the round trip has been made
     */
    private static Set<Long> insert(RoundTrip trip, Feed feed, UUID message, Columns columns) {
        Set<Long> added = new HashSet<>();
        trip.ask(row -> added.add(row.getLong(1)), """
                INSERT INTO contribution (aggregate, event, sent, rank, control, hash, scope, message, body)
                SELECT a.id, n.event, n.sent, n.rank, n.control, n.hash, ?, ?, n.body
                FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::int[], ?::text[], ?::text[],
                            ?::text[]) AS n (kind, value, event, sent, rank, control, hash, body)
                JOIN aggregate a ON a.feed = ? AND a.kind = n.kind AND a.value = n.value
                WHERE n.hash IS DISTINCT FROM (
                    SELECT c.hash FROM contribution c WHERE c.aggregate = a.id
                    ORDER BY c.event DESC, c.sent DESC, c.rank DESC, c.control DESC, c.hash DESC LIMIT 1)
                  OR EXISTS (
                    SELECT FROM contribution c WHERE c.aggregate = a.id AND c.event = n.event
                      AND c.sent = n.sent AND c.rank = n.rank AND c.control = n.control AND c.hash = n.hash)
                ON CONFLICT (aggregate, event, sent, rank, control, hash)
                  DO UPDATE SET body = excluded.body WHERE contribution.body <> excluded.body
                RETURNING aggregate""", feed.scope(), message, columns.kinds, columns.values, columns.events,
                columns.sent, columns.ranks, columns.controls, columns.hashes, columns.bodies, feed.id());
        return added;
    }

    /** Takes back what a message said before and does not say any more; tells the aggregates that it said it of. */
    private static Set<Long> delete(RoundTrip trip, Feed feed, UUID message, Columns columns) {
        Set<Long> changed = new HashSet<>();
        trip.ask(row -> changed.add(row.getLong(1)),
                """
                        DELETE FROM contribution c
                        WHERE c.message = ? AND NOT EXISTS (
                          SELECT FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::int[], ?::text[], ?::text[])
                            AS n (kind, value, event, sent, rank, control, hash)
                          JOIN aggregate a ON a.feed = ? AND a.kind = n.kind AND a.value = n.value
                          WHERE a.id = c.aggregate AND n.event = c.event AND n.sent = c.sent AND n.rank = c.rank
                            AND n.control = c.control AND n.hash = c.hash)
                        RETURNING aggregate""",
                message, columns.kinds, columns.values, columns.events, columns.sent,
                columns.ranks, columns.controls, columns.hashes, feed.id());
        return changed;
    }

    /** Takes back the returns that a message was and is not any more; tells their kinds. */
    private static Set<String> deleteSnapshots(WriteTransaction transaction, UUID message, Optional<Snapshot> still) {
        return new HashSet<>(transaction.jdbc()
                .sql("DELETE FROM snapshot WHERE message = :message AND kind <> :still RETURNING kind")
                .param("message", message)
                .param("still", still.map(Snapshot::aggregateKind).orElse(""))
                .query(String.class)
                .list());
    }

    private static List<StoredAggregate> find(WriteTransaction transaction, Set<Long> ids) {
        return transaction.jdbc()
                .sql("SELECT id, kind, value FROM aggregate WHERE id = ANY (:ids) ORDER BY id")
                .param("ids", ids.toArray(Long[]::new))
                .query(Contributions::aggregate)
                .list();
    }

    private static boolean insert(WriteTransaction transaction, Feed feed, UUID message, Snapshot snapshot) {
        EventOrder order = snapshot.order();
        return transaction.jdbc()
                .sql("""
                        INSERT INTO snapshot (feed, kind, event, sent, rank, control, hash, scope, message, body)
                        SELECT :feed, :kind, :event, :sent, :rank, :control, :hash, :scope, :message, :body
                        WHERE :hash IS DISTINCT FROM (
                            SELECT s.hash FROM snapshot s WHERE s.feed = :feed AND s.kind = :kind
                            ORDER BY s.event DESC, s.sent DESC, s.rank DESC, s.control DESC, s.hash DESC LIMIT 1)
                          OR EXISTS (
                            SELECT FROM snapshot s WHERE s.feed = :feed AND s.kind = :kind AND s.event = :event
                              AND s.sent = :sent AND s.rank = :rank AND s.control = :control AND s.hash = :hash)
                        ON CONFLICT (feed, kind, event, sent, rank, control, hash)
                          DO UPDATE SET body = excluded.body WHERE snapshot.body <> excluded.body""")
                .param("feed", feed.id())
                .param("kind", snapshot.aggregateKind())
                .param("event", Timestamp.from(order.event()))
                .param("sent", Timestamp.from(order.message()))
                .param("rank", order.rank())
                .param("control", order.control())
                .param("hash", order.hash())
                .param("scope", feed.scope())
                .param("message", message)
                .param("body", snapshot.body())
                .update() > 0;
    }

    private static List<StoredAggregate> list(WriteTransaction transaction, Feed feed, String kind) {
        return transaction.jdbc()
                .sql("SELECT id, kind, value FROM aggregate WHERE feed = :feed AND kind = :kind ORDER BY id")
                .param("feed", feed.id())
                .param("kind", kind)
                .query(Contributions::aggregate)
                .list();
    }

    private static StoredAggregate aggregate(ResultSet row, int number) throws SQLException {
        return new StoredAggregate(row.getLong("id"), new AggregateKey(row.getString("kind"), row.getString("value")));
    }

    private static EventOrder order(ResultSet row) throws SQLException {
        return new EventOrder(row.getTimestamp("event").toInstant(), row.getTimestamp("sent").toInstant(),
                row.getInt("rank"), row.getString("control"), row.getString("hash"));
    }

    private static long[] ids(Collection<Long> ids) {
        return ids.stream().mapToLong(Long::longValue).toArray();
    }
}
