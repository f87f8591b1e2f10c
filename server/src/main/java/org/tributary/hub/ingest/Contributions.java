package org.tributary.hub.ingest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
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
        Map<AggregateKey, StoredAggregate> aggregates = aggregates(transaction, feed, contributions);
        List<StoredAggregate> taught = new ArrayList<>();
        Set<Long> added = insert(transaction, feed, message, contributions, aggregates);
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
        Map<AggregateKey, StoredAggregate> aggregates = aggregates(transaction, feed, contributions);
        Set<Long> changed = delete(transaction, message, contributions, aggregates);
        changed.addAll(insert(transaction, feed, message, contributions, aggregates));
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
        try (PreparedStatement select = transaction.connection().prepareStatement("""
                SELECT n.place
                FROM unnest(?, ?, ?, ?, ?, ?, ?) WITH ORDINALITY
                  AS n (kind, value, event, sent, rank, control, hash, place)
                WHERE NOT EXISTS (
                  SELECT FROM aggregate a JOIN contribution c ON c.aggregate = a.id
                  WHERE a.feed = ? AND a.kind = n.kind AND a.value = n.value AND c.event = n.event
                    AND c.sent = n.sent AND c.rank = n.rank AND c.control = n.control AND c.hash = n.hash)
                ORDER BY n.place""")) {
            Connection connection = transaction.connection();
            select.setArray(1, connection.createArrayOf("text",
                    column(contributions, contribution -> contribution.aggregate().kind())));
            select.setArray(2, connection.createArrayOf("text",
                    column(contributions, contribution -> contribution.aggregate().value())));
            setOrders(select, 3, contributions);
            select.setInt(8, feed.id());
            List<Contribution> fresh = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    fresh.add(contributions.get(rows.getInt(1) - 1));
                }
            }
            return fresh;
        } catch (SQLException e) {
            throw new IllegalStateException("Contributions were not read", e);
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
        transaction.jdbc()
                .sql("SELECT aggregate, body, " + ORDER
                        + " FROM contribution WHERE aggregate = ANY (:ids) ORDER BY aggregate, " + ORDER)
                .param("ids", byId.keySet().toArray(Long[]::new))
                .query(row -> {
                    StoredAggregate aggregate = byId.get(row.getLong("aggregate"));
                    if (aggregate != null) {
                        loaded.getOrDefault(aggregate, new ArrayList<>())
                                .add(new Contribution(aggregate.key(), order(row), row.getString("body")));
                    }
                });
        addNotMentioned(loaded, snapshots(transaction, feed));
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

    private static Map<AggregateKey, StoredAggregate> aggregates(WriteTransaction transaction, Feed feed,
            List<Contribution> contributions) {
        String[] kinds = column(contributions, contribution -> contribution.aggregate().kind());
        String[] values = column(contributions, contribution -> contribution.aggregate().value());
        transaction.jdbc()
                .sql("""
                        INSERT INTO aggregate (feed, scope, kind, value)
                        SELECT :feed, :scope, kind, value FROM unnest(:kinds, :values) AS named (kind, value)
                        ON CONFLICT DO NOTHING""")
                .param("feed", feed.id())
                .param("scope", feed.scope())
                .param("kinds", kinds)
                .param("values", values)
                .update();
        Map<AggregateKey, StoredAggregate> aggregates = new LinkedHashMap<>();
        transaction.jdbc()
                .sql("""
                        SELECT a.id, a.kind, a.value
                        FROM unnest(:kinds, :values) AS named (kind, value)
                        JOIN aggregate a ON a.feed = :feed AND a.kind = named.kind AND a.value = named.value
                        ORDER BY a.id""")
                .param("feed", feed.id())
                .param("kinds", kinds)
                .param("values", values)
                .query(Contributions::aggregate)
                .list()
                .forEach(aggregate -> aggregates.put(aggregate.key(), aggregate));
        return aggregates;
    }

    /**
     * Inserts what is new, and puts what is read otherwise now in place of what stood there. A document that has no
     * time of its own stands where it arrived; when it is the one that the aggregate heard last, it says nothing new.
     */
    private static Set<Long> insert(WriteTransaction transaction, Feed feed, UUID message,
            List<Contribution> contributions, Map<AggregateKey, StoredAggregate> aggregates) {
        try (PreparedStatement insert = transaction.connection().prepareStatement("""
                INSERT INTO contribution (aggregate, event, sent, rank, control, hash, scope, message, body)
                SELECT n.aggregate, n.event, n.sent, n.rank, n.control, n.hash, ?, ?, n.body
                FROM unnest(?, ?, ?, ?, ?, ?, ?) AS n (aggregate, event, sent, rank, control, hash, body)
                WHERE n.hash IS DISTINCT FROM (
                    SELECT c.hash FROM contribution c WHERE c.aggregate = n.aggregate
                    ORDER BY c.event DESC, c.sent DESC, c.rank DESC, c.control DESC, c.hash DESC LIMIT 1)
                  OR EXISTS (
                    SELECT FROM contribution c WHERE c.aggregate = n.aggregate AND c.event = n.event
                      AND c.sent = n.sent AND c.rank = n.rank AND c.control = n.control AND c.hash = n.hash)
                ON CONFLICT (aggregate, event, sent, rank, control, hash)
                  DO UPDATE SET body = excluded.body WHERE contribution.body <> excluded.body
                RETURNING aggregate""")) {
            Connection connection = transaction.connection();
            insert.setInt(1, feed.scope());
            insert.setObject(2, message);
            insert.setArray(3, connection.createArrayOf("bigint", contributions.stream()
                    .map(contribution -> require(aggregates.get(contribution.aggregate())).id())
                    .toArray()));
            setOrders(insert, 4, contributions);
            insert.setArray(9, connection.createArrayOf("text", column(contributions, Contribution::body)));
            Set<Long> added = new HashSet<>();
            try (ResultSet rows = insert.executeQuery()) {
                while (rows.next()) {
                    added.add(rows.getLong(1));
                }
            }
            return added;
        } catch (SQLException e) {
            throw new IllegalStateException("Contributions were not stored", e);
        }
    }

    /** Takes back what a message said before and does not say any more. */
    private static Set<Long> delete(WriteTransaction transaction, UUID message, List<Contribution> contributions,
            Map<AggregateKey, StoredAggregate> aggregates) {
        try (PreparedStatement delete = transaction.connection().prepareStatement("""
                DELETE FROM contribution c
                WHERE c.message = ? AND NOT EXISTS (
                  SELECT FROM unnest(?, ?, ?, ?, ?, ?) AS n (aggregate, event, sent, rank, control, hash)
                  WHERE n.aggregate = c.aggregate AND n.event = c.event AND n.sent = c.sent AND n.rank = c.rank
                    AND n.control = c.control AND n.hash = c.hash)
                RETURNING aggregate""")) {
            delete.setObject(1, message);
            delete.setArray(2, transaction.connection()
                    .createArrayOf("bigint", contributions.stream()
                            .map(contribution -> require(aggregates.get(contribution.aggregate())).id())
                            .toArray()));
            setOrders(delete, 3, contributions);
            Set<Long> changed = new HashSet<>();
            try (ResultSet rows = delete.executeQuery()) {
                while (rows.next()) {
                    changed.add(rows.getLong(1));
                }
            }
            return changed;
        } catch (SQLException e) {
            throw new IllegalStateException("Contributions were not taken back", e);
        }
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

    /** Sets the five columns of the event order as arrays, from the parameter {@code first} on. */
    private static void setOrders(PreparedStatement statement, int first, List<Contribution> contributions)
            throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(first, connection.createArrayOf("timestamptz",
                times(contributions, contribution -> contribution.order().event())));
        statement.setArray(first + 1, connection.createArrayOf("timestamptz",
                times(contributions, contribution -> contribution.order().message())));
        statement.setArray(first + 2, connection.createArrayOf("integer",
                contributions.stream().map(contribution -> contribution.order().rank()).toArray()));
        statement.setArray(first + 3, connection.createArrayOf("text",
                column(contributions, contribution -> contribution.order().control())));
        statement.setArray(first + 4, connection.createArrayOf("text",
                column(contributions, contribution -> contribution.order().hash())));
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

    private static List<Snapshot> snapshots(WriteTransaction transaction, Feed feed) {
        return transaction.jdbc()
                .sql("SELECT kind, body, " + ORDER + " FROM snapshot WHERE feed = :feed")
                .param("feed", feed.id())
                .query((row, number) -> new Snapshot(row.getString("kind"), order(row), row.getString("body")))
                .list();
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

    private static StoredAggregate require(@org.jspecify.annotations.Nullable StoredAggregate aggregate) {
        if (aggregate == null) {
            throw new IllegalStateException("An aggregate was not stored");
        }
        return aggregate;
    }

    private static String[] column(List<Contribution> contributions, Function<Contribution, String> value) {
        return contributions.stream().map(value).toArray(String[]::new);
    }

    private static Timestamp[] times(List<Contribution> contributions, Function<Contribution, Instant> value) {
        return contributions.stream().map(value).map(Timestamp::from).toArray(Timestamp[]::new);
    }
}
