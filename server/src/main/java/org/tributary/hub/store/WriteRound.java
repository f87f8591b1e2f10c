package org.tributary.hub.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.store.RowSink.IndexedResource;
import org.tributary.hub.store.WriteOutcome.Change;
import org.tributary.hub.store.index.ParameterCatalog;
import org.tributary.hub.store.index.Words;
import org.tributary.hub.store.json.BodyCodec;

/** Writes to resources of which each is named once: looks, decides, then moves all rows of a kind together. */
final class WriteRound {

    /** A row as it is before the write. */
    private record Current(long pk, int version, Instant lastUpdated, byte @Nullable [] body, int feed, int scope) {
    }

    private record Creation(int index, ResourceWrite.Put put) {
    }

    /**
     * @param body
     *            null for a deletion
     */
    private record Revision(int index, ResourceKey key, Current current, @Nullable ResourceBody body,
            WriteMethod method) {
    }

    private final Connection connection;
    private final RecordOwner owner;
    private final StoreSettings settings;
    private final CustomParameters parameters;
    private final WriteOutcome[] outcomes;
    private final boolean many;
    private final IndexRows index;
    private final List<Creation> creations = new ArrayList<>();
    private final List<Revision> revisions = new ArrayList<>();

    private WriteRound(WriteTransaction transaction, RecordOwner owner, StoreSettings settings,
            CustomParameters parameters, int size, WriteOutcome[] outcomes) {
        this.settings = settings;
        this.parameters = parameters;
        this.connection = transaction.connection();
        this.owner = owner;
        this.outcomes = outcomes;
        this.many = size >= IndexRows.MANY;
        this.index = IndexRows.of(transaction, size);
    }

    /**
     * @param round
     *            which of the writes to apply
     * @param outcomes
     *            where theirs go, at the same places
     */
    static void run(WriteTransaction transaction, RecordOwner owner, StoreSettings settings,
            CustomParameters parameters, List<Integer> round, List<ResourceWrite> writes, WriteOutcome[] outcomes)
            throws SQLException {
        new WriteRound(transaction, owner, settings, parameters, round.size(), outcomes).run(round, writes);
    }

    private void run(List<Integer> round, List<ResourceWrite> writes) throws SQLException {
        Map<ResourceKey, Current> rows = lockCurrent(round.stream().map(index -> writes.get(index).key()).toList());
        refuseForeign(rows);
        Moment moment = moment();
        Instant now = moment.time;
        try (BodyCodec codec = BodyCodec.open()) {
            for (int index : round) {
                ResourceWrite write = writes.get(index);
                decide(index, write, rows.get(write.key()), now, codec);
            }
        }
        if (many) {
            Stream.concat(creations.stream().map(creation -> creation.put.body()),
                    revisions.stream().map(Revision::body).filter(Objects::nonNull))
                    .parallel()
                    .forEach(body -> body.prepare(moment.catalog));
        }
        create(moment);
        revise(moment);
    }

    private void decide(int index, ResourceWrite write, @Nullable Current current, Instant now, BodyCodec codec) {
        checkVersion(write, current);
        switch (write) {
            case ResourceWrite.Put put -> {
                if (current == null) {
                    creations.add(new Creation(index, put));
                } else if (isUnchanged(put, current, codec)) {
                    outcomes[index] = new WriteOutcome(put.key(), Change.UNCHANGED, current.version,
                            current.lastUpdated);
                } else {
                    revisions.add(new Revision(index, put.key(), current, put.body(), put.method()));
                }
            }
            case ResourceWrite.Delete delete -> {
                if (current == null || current.body == null) {
                    outcomes[index] = new WriteOutcome(delete.key(), Change.ABSENT, 0, now);
                } else {
                    revisions.add(new Revision(index, delete.key(), current, null, WriteMethod.DELETE));
                }
            }
        }
    }

    private static void checkVersion(ResourceWrite write, @Nullable Current current) {
        int version = current == null ? 0 : current.version;
        switch (write) {
            case ResourceWrite.Put put -> check(put.key(), put.ifMatch().orElse(version), version);
            case ResourceWrite.Delete delete -> check(delete.key(), delete.ifMatch().orElse(version), version);
        }
    }

    private static void check(ResourceKey key, int expected, int current) {
        if (expected != current) {
            throw VersionConflict.of(key, expected, current);
        }
    }

    /** A change of scope is a change: it decides who may see the resource. */
    private boolean isUnchanged(ResourceWrite.Put put, Current current, BodyCodec codec) {
        return current.body != null && current.scope == owner.scope()
                && Arrays.equals(codec.decode(current.body), put.body().content());
    }

    private void refuseForeign(Map<ResourceKey, Current> rows) {
        List<ResourceKey> foreign = rows.entrySet()
                .stream()
                .filter(row -> row.getValue().feed != owner.feed())
                .map(Map.Entry::getKey)
                .toList();
        if (!foreign.isEmpty()) {
            throw ForeignResource.of(foreign);
        }
    }

    private Map<ResourceKey, Current> lockCurrent(List<ResourceKey> keys) throws SQLException {
        Map<ResourceKey, Current> rows = HashMap.newHashMap(keys.size());
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT r.pk, r.type, r.id, r.version, r.last_updated, r.body, r.feed, r.scope
                FROM unnest(?::text[], ?::text[]) AS wanted (type, id)
                JOIN resource r ON r.type = wanted.type COLLATE "C" AND r.id = wanted.id COLLATE "C"
                ORDER BY r.pk
                FOR UPDATE OF r""")) {
            select.setArray(1, texts(keys.stream().map(ResourceKey::type)));
            select.setArray(2, texts(keys.stream().map(ResourceKey::id)));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.put(new ResourceKey(row.getString("type"), row.getString("id")),
                            new Current(row.getLong("pk"), row.getInt("version"),
                                    row.getObject("last_updated", OffsetDateTime.class).toInstant(),
                                    row.getBytes("body"), row.getInt("feed"), row.getInt("scope")));
                }
            }
        }
        return rows;
    }

    /**
     * When the write is, and what is indexed then.
     *
     * @param time
     *            to the millisecond, as it is served and searched. It is taken after the transaction has its number, so
     *            that what commits later is not much older: history relies on it
     * @param catalog
     *            looked up after the rows were locked, which {@link IndexRebuild} relies on
     */
    private record Moment(Instant time, ParameterCatalog catalog) {
    }

    private Moment moment() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT pg_current_xact_id(), date_trunc('milliseconds', clock_timestamp()) AS time, definitions
                FROM scope_version""");
                ResultSet row = select.executeQuery()) {
            row.next();
            return new Moment(row.getObject("time", OffsetDateTime.class).toInstant(),
                    parameters.at(row.getLong("definitions"), connection).catalog());
        }
    }

    private void create(Moment moment) throws SQLException {
        if (creations.isEmpty()) {
            return;
        }
        List<Long> pks = nextPks(creations.size());
        List<NewRow> rows = new ArrayList<>(creations.size());
        List<IndexedResource> indexed = new ArrayList<>(creations.size());
        for (int i = 0; i < creations.size(); i++) {
            Creation creation = creations.get(i);
            PreparedBody body = creation.put.body().prepare(moment.catalog);
            rows.add(new NewRow(pks.get(i), creation.put.key(), owner, body, creation.put.method()));
            indexed.add(new IndexedResource(pks.get(i), owner.scope(), body.entries(),
                    words(creation.put.body())));
            outcomes[creation.index] = new WriteOutcome(creation.put.key(), Change.CREATED, 1, moment.time);
        }
        index.sink().insertResources(rows, moment.time);
        index.insert(indexed);
    }

    private Set<Long> words(ResourceBody body) {
        return settings.contentIndex() ? Words.content(body.tree()) : Set.of();
    }

    private List<Long> nextPks(int count) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT nextval('resource_pk') FROM generate_series(1, ?)")) {
            select.setInt(1, count);
            List<Long> pks = new ArrayList<>(count);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    pks.add(row.getLong(1));
                }
            }
            return pks;
        }
    }

    private void revise(Moment moment) throws SQLException {
        if (revisions.isEmpty()) {
            return;
        }
        Array pks = connection.createArrayOf("bigint",
                revisions.stream().map(revision -> revision.current.pk).toArray(Long[]::new));
        keepPast(pks);
        index.delete(pks);
        update(moment);
        List<IndexedResource> indexed = new ArrayList<>();
        for (Revision revision : revisions) {
            ResourceBody body = revision.body;
            if (body != null) {
                indexed.add(new IndexedResource(revision.current.pk, owner.scope(),
                        body.prepare(moment.catalog).entries(),
                        words(body)));
            }
            outcomes[revision.index] = new WriteOutcome(revision.key,
                    body == null ? Change.DELETED : revision.current.body == null ? Change.CREATED : Change.UPDATED,
                    revision.current.version + 1, moment.time);
        }
        index.insert(indexed);
    }

    private void keepPast(Array pks) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO resource_version
                  (resource, type, version, last_updated, body, feed, scope, tx, seq, method)
                SELECT pk, type, version, last_updated, body, feed, scope, tx, seq, method
                FROM resource WHERE pk = ANY (?)""")) {
            insert.setArray(1, pks);
            insert.executeUpdate();
        }
    }

    /** A deletion keeps the scope its resource had: who could see the resource may know that it is gone. */
    private void update(Moment moment) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                """
                        UPDATE resource
                        SET version = version + 1, last_updated = ?, body = ?, scope = ?, aggregate = ?, patient = ?, method = ?,
                            tx = pg_current_xact_id(), seq = nextval('resource_change')
                        WHERE pk = ?""")) {
            for (Revision revision : revisions) {
                ResourceBody body = revision.body;
                update.setObject(1, moment.time.atOffset(ZoneOffset.UTC));
                update.setBytes(2, body == null ? null : body.prepare(moment.catalog).encoded());
                update.setInt(3, body == null ? revision.current.scope : owner.scope());
                if (owner.aggregate().isPresent()) {
                    update.setLong(4, owner.aggregate().getAsLong());
                } else {
                    update.setNull(4, Types.BIGINT);
                }
                update.setString(5, body == null ? null : body.prepare(moment.catalog).entries().patient());
                update.setObject(6, revision.method.stored(), Types.SMALLINT);
                update.setLong(7, revision.current.pk);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private Array texts(Stream<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray(String[]::new));
    }
}
