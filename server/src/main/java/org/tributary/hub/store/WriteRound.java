package org.tributary.hub.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.access.SqlTime;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.store.RowSink.IndexedResource;
import org.tributary.hub.store.WriteOutcome.Change;
import org.tributary.hub.store.index.IndexEntries;
import org.tributary.hub.store.index.ParameterCatalog;
import org.tributary.hub.store.index.Words;
import org.tributary.hub.store.json.BodyCodec;

/** Writes to resources of which each is named once: looks, decides, then moves all rows of a kind together. */
final class WriteRound {

    /** A row as it is before the write. */
    private record Current(long pk, int version, Instant lastUpdated, byte @Nullable [] body, int feed, int scope) {
    }

    private record Creation(RecordOwner owner, ResourceWrite.Put put) {
    }

    /**
     * @param body
     *            null for a deletion
     */
    private record Revision(RecordOwner owner, Current current, @Nullable ResourceBody body, WriteMethod method) {

        /** A deletion keeps the scope its resource had: who could see the resource may know that it is gone. */
        int scope() {
            return body == null ? current.scope : owner.scope();
        }
    }

    private final WriteTransaction transaction;
    private final StoreSettings settings;
    private final CustomParameters parameters;
    private final boolean many;
    private final int accounts;
    private final IndexRows index;
    private final Map<ResourceKey, Current> rows = new HashMap<>();
    private final Deque<Long> pks = new ArrayDeque<>();
    private final List<Creation> creations = new ArrayList<>();
    private final List<Revision> revisions = new ArrayList<>();

    /**
     * @param size
     *            how many writes there will be
     * @param accounts
     *            how many more there may be when it is known what became of them
     */
    WriteRound(WriteTransaction transaction, StoreSettings settings, CustomParameters parameters, int size,
            int accounts) {
        this.accounts = accounts;
        this.settings = settings;
        this.parameters = parameters;
        this.transaction = transaction;
        this.many = size >= IndexRows.MANY;
        this.index = IndexRows.of(transaction, size);
    }

    /**
     * @param account
     *            is told what becomes of each write, in their order
     */
    void run(List<OwnedWrite> writes, ResourceWriter.Account account) throws SQLException {
        Moment moment = look(writes);
        refuseForeign(writes);
        List<WriteOutcome> outcomes = new ArrayList<>(writes.size());
        try (BodyCodec codec = BodyCodec.open()) {
            for (OwnedWrite write : writes) {
                outcomes.add(decide(write, rows.get(write.write().key()), moment.time, codec));
            }
            account.of(outcomes).ifPresent(told -> decide(told, null, moment.time, codec));
        }
        if (many) {
            Stream.concat(creations.stream().map(creation -> creation.put.body()),
                    revisions.stream().map(Revision::body).filter(Objects::nonNull))
                    .parallel()
                    .forEach(body -> body.prepare(moment.catalog));
        }
        create(moment);
        revise(moment);
        index.finish();
    }

    private WriteOutcome decide(OwnedWrite owned, @Nullable Current current, Instant now, BodyCodec codec) {
        checkVersion(owned.write(), current);
        return switch (owned.write()) {
            case ResourceWrite.Put put -> {
                if (current == null) {
                    creations.add(new Creation(owned.owner(), put));
                    yield new WriteOutcome(put.key(), Change.CREATED, 1, now);
                }
                if (isUnchanged(owned.owner(), put, current, codec)) {
                    yield new WriteOutcome(put.key(), Change.UNCHANGED, current.version, current.lastUpdated);
                }
                revisions.add(new Revision(owned.owner(), current, put.body(), put.method()));
                yield new WriteOutcome(put.key(), current.body == null ? Change.CREATED : Change.UPDATED,
                        current.version + 1, now);
            }
            case ResourceWrite.Delete delete -> {
                if (current == null || current.body == null) {
                    yield new WriteOutcome(delete.key(), Change.ABSENT, 0, now);
                }
                revisions.add(new Revision(owned.owner(), current, null, WriteMethod.DELETE));
                yield new WriteOutcome(delete.key(), Change.DELETED, current.version + 1, now);
            }
        };
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
    private static boolean isUnchanged(RecordOwner owner, ResourceWrite.Put put, Current current, BodyCodec codec) {
        return current.body != null && current.scope == owner.scope()
                && Arrays.equals(codec.decode(current.body), put.body().content());
    }

    private void refuseForeign(List<OwnedWrite> writes) {
        List<ResourceKey> foreign = new ArrayList<>();
        for (OwnedWrite owned : writes) {
            Current row = rows.get(owned.write().key());
            if (row != null && row.feed != owned.owner().feed()) {
                foreign.add(owned.write().key());
            }
        }
        if (!foreign.isEmpty()) {
            throw ForeignResource.of(foreign);
        }
    }

    /** Locks the rows as they are, then looks what time it is, and numbers the rows that are to come. */
    private Moment look(List<OwnedWrite> writes) throws SQLException {
        String[] types = writes.stream().map(owned -> owned.write().key().type()).toArray(String[]::new);
        String[] ids = writes.stream().map(owned -> owned.write().key().id()).toArray(String[]::new);
        List<Long> definitions = new ArrayList<>();
        List<Instant> time = new ArrayList<>();
        transaction.roundTrip()
                .ask(this::keep, """
                        SELECT r.pk, r.type, r.id, r.version, r.last_updated, r.body, r.feed, r.scope
                        FROM unnest(?::text[], ?::text[]) AS wanted (type, id)
                        JOIN resource r ON r.type = wanted.type COLLATE "C" AND r.id = wanted.id COLLATE "C"
                        ORDER BY r.pk
                        FOR UPDATE OF r""", types, ids)
                .ask(row -> {
                    time.add(row.getObject("time", OffsetDateTime.class).toInstant());
                    definitions.add(row.getLong("definitions"));
                }, """
                        SELECT pg_current_xact_id(), date_trunc('milliseconds', clock_timestamp()) AS time, definitions
                        FROM scope_version""")
                // For all, though some are there already: to look again which are costs more than a number.
                .ask(row -> pks.add(row.getLong(1)), "SELECT nextval('resource_pk') FROM generate_series(1, ?)",
                        writes.size() + accounts)
                .run();
        return new Moment(time.getFirst(),
                parameters.at(definitions.getFirst(), transaction.connection()).catalog());
    }

    private void keep(ResultSet row) throws SQLException {
        rows.put(new ResourceKey(row.getString("type"), row.getString("id")),
                new Current(row.getLong("pk"), row.getInt("version"),
                        row.getObject("last_updated", OffsetDateTime.class).toInstant(), row.getBytes("body"),
                        row.getInt("feed"), row.getInt("scope")));
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

    private void create(Moment moment) throws SQLException {
        if (creations.isEmpty()) {
            return;
        }
        List<NewRow> made = new ArrayList<>(creations.size());
        List<IndexedResource> indexed = new ArrayList<>(creations.size());
        for (Creation creation : creations) {
            long pk = pks.remove();
            PreparedBody body = creation.put.body().prepare(moment.catalog);
            made.add(new NewRow(pk, creation.put.key(), creation.owner, body, creation.put.method()));
            indexed.add(new IndexedResource(pk, creation.owner.scope(), body.entries(), words(creation.put.body())));
        }
        index.sink().insertResources(made, moment.time);
        index.insert(indexed);
    }

    private Set<Long> words(ResourceBody body) {
        return settings.contentIndex() ? Words.content(body.tree()) : Set.of();
    }

    private void revise(Moment moment) throws SQLException {
        if (revisions.isEmpty()) {
            return;
        }
        long[] revised = revisions.stream().mapToLong(revision -> revision.current.pk).toArray();
        keepPast(revised);
        index.delete(revised);
        update(revised, moment);
        List<IndexedResource> indexed = new ArrayList<>();
        for (Revision revision : revisions) {
            ResourceBody body = revision.body;
            if (body != null) {
                indexed.add(new IndexedResource(revision.current.pk, revision.scope(),
                        body.prepare(moment.catalog).entries(), words(body)));
            }
        }
        index.insert(indexed);
    }

    private void keepPast(long[] revised) {
        index.trip().add("""
                INSERT INTO resource_version
                  (resource, type, version, last_updated, body, feed, scope, tx, seq, method)
                SELECT pk, type, version, last_updated, body, feed, scope, tx, seq, method
                FROM resource WHERE pk = ANY (?::bigint[])""", revised);
    }

    private void update(long[] revised, Moment moment) {
        Stream<Optional<PreparedBody>> bodies = revisions.stream()
                .map(revision -> Optional.ofNullable(revision.body).map(body -> body.prepare(moment.catalog)));
        List<Optional<PreparedBody>> prepared = bodies.toList();
        index.trip()
                .add("""
                        UPDATE resource r
                        SET version = r.version + 1, last_updated = ?::timestamptz, body = n.body, scope = n.scope,
                            aggregate = n.aggregate, patient = n.patient, method = n.method, tx = pg_current_xact_id(),
                            seq = nextval('resource_change')
                        FROM unnest(?::bigint[], ?::bytea[], ?::int[], ?::bigint[], ?::text[], ?::smallint[])
                          AS n (pk, body, scope, aggregate, patient, method)
                        WHERE r.pk = n.pk""",
                        SqlTime.text(moment.time), revised,
                        prepared.stream()
                                .map(body -> body.map(PreparedBody::encoded).orElse(null))
                                .toArray(byte[][]::new),
                        revisions.stream().mapToInt(Revision::scope).toArray(),
                        revisions.stream()
                                .map(revision -> revision.owner.aggregate())
                                .map(aggregate -> aggregate.isPresent() ? aggregate.getAsLong() : null)
                                .toArray(Long[]::new),
                        prepared.stream()
                                .map(body -> body.map(PreparedBody::entries).map(IndexEntries::patient).orElse(null))
                                .toArray(String[]::new),
                        revisions.stream().map(revision -> revision.method.stored()).toArray(Short[]::new));
    }
}
