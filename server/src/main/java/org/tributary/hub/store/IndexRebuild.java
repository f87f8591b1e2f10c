package org.tributary.hub.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.store.RowSink.IndexedResource;
import org.tributary.hub.store.index.IndexEntries;
import org.tributary.hub.store.index.IndexExtractor;
import org.tributary.hub.store.index.IndexPlan;
import org.tributary.hub.store.index.ParameterCatalog;
import org.tributary.hub.store.index.Words;
import org.tributary.hub.store.json.BodyCodec;
import org.tributary.hub.store.json.ResourceJson;
import org.tributary.hub.store.json.Splice;
import tools.jackson.databind.JsonNode;

/**
 * Makes the index rows of current resources anew, type by type and a batch to a transaction; for the commit line alone.
 * Several nodes may do it at once, each at another type.
 *
 * <p>
 * Owns the tables {@code index_queue} and {@code index_state}.
 */
@Component
public final class IndexRebuild {

    private static final int BATCH = 200;

    /** Writers wait for each other by PostgreSQL's rules; this gives way before it could stop them. */
    private static final String GIVE_WAY = "SET LOCAL lock_timeout = '250ms'";

    /**
     * How far a type has come.
     *
     * @param total
     *            how many resources there were when it began; empty before that
     */
    public record Progress(String type, long done, Optional<Long> total) {
    }

    /** What came of a step. */
    public enum Step {
        /** Some resources are done. */
        BATCH,
        /** All of a type are, or it has just been prepared. */
        MILESTONE,
        /** There is nothing to do, or nothing that another node is not doing. */
        NOTHING
    }

    private final StoreSettings settings;
    private final CustomParameters parameters;

    IndexRebuild(StoreSettings settings, CustomParameters parameters) {
        this.settings = settings;
        this.parameters = parameters;
    }

    /** Has these types indexed anew from the beginning. */
    public void request(WriteTransaction transaction, Collection<String> types) {
        transaction.jdbc()
                .sql("""
                        INSERT INTO index_queue (type)
                        SELECT t FROM unnest(:types::text[]) AS t ORDER BY t
                        ON CONFLICT (type) DO UPDATE SET position = '', done = 0, total = NULL, fenced = false""")
                .param("types", types.toArray(String[]::new))
                .update();
    }

    /** Has everything that is there indexed anew. */
    public void requestAll(WriteTransaction transaction) {
        request(transaction, transaction.jdbc()
                .sql("""
                        SELECT t FROM unnest(:types::text[]) AS t
                        WHERE EXISTS (SELECT FROM resource r WHERE r.type = t AND r.body IS NOT NULL)""")
                .param("types", ResourceTypes.all().toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** Has everything indexed anew when the store was last indexed by an older hub. */
    public void requestIfOlder(WriteTransaction transaction) {
        int raised = transaction.jdbc()
                .sql("UPDATE index_state SET version = :version WHERE version < :version")
                .param("version", IndexExtractor.VERSION)
                .update();
        if (raised > 0) {
            requestAll(transaction);
        }
    }

    /** What is still to be done, by type; the numbers count what all publishers have. */
    public List<Progress> list(ReadTransaction transaction) {
        return transaction.jdbc()
                .sql("SELECT type, done, total FROM index_queue ORDER BY type")
                .query((row, number) -> new Progress(row.getString("type"), row.getLong("done"),
                        Optional.ofNullable(row.getObject("total", Long.class))))
                .list();
    }

    /** Lets searches use the parameters for which everything is indexed; in a transaction after the last step's. */
    public void open(WriteTransaction transaction) {
        parameters.open(transaction);
    }

    /**
     * Does one batch.
     *
     * @throws DataAccessException
     *             when writers held it up, which {@link #gaveWay} tells: to be tried again
     */
    public Step step(WriteTransaction transaction) {
        transaction.jdbc().sql(GIVE_WAY).update();
        if (fence(transaction)) {
            return Step.MILESTONE;
        }
        Optional<Place> place = claim(transaction);
        if (place.isEmpty()) {
            return Step.NOTHING;
        }
        try {
            List<Row> rows = lockNext(transaction.connection(), place.get());
            rewrite(transaction, place.get().type, rows);
            return advance(transaction, place.get(), rows);
        } catch (SQLException e) {
            throw new SQLErrorCodeSQLExceptionTranslator("PostgreSQL").translate("index", null, e);
        }
    }

    /** Whether a step was given up so as not to stand in the way of writers. */
    public static boolean gaveWay(DataAccessException failure) {
        return failure.getMostSpecificCause() instanceof SQLException cause
                && Set.of("55P03", "40P01").contains(String.valueOf(cause.getSQLState()));
    }

    /**
     * Waits, once for all types that were asked for, until no write is under way that may have looked up the
     * definitions before they changed: each locks its rows before it looks, and holds that lock to its end.
     */
    private static boolean fence(WriteTransaction transaction) {
        boolean due = transaction.jdbc()
                .sql("SELECT EXISTS (SELECT FROM index_queue WHERE NOT fenced)")
                .query(Boolean.class)
                .single();
        if (due) {
            // Longer than PostgreSQL takes to call its own cleaning off.
            transaction.jdbc().sql("SET LOCAL lock_timeout = '2s'").update();
            transaction.jdbc().sql("LOCK TABLE resource IN EXCLUSIVE MODE").update();
            transaction.jdbc().sql("UPDATE index_queue SET fenced = true WHERE NOT fenced").update();
        }
        return due;
    }

    private record Place(String type, String position) {
    }

    private static Optional<Place> claim(WriteTransaction transaction) {
        return transaction.jdbc()
                .sql("""
                        SELECT type, position FROM index_queue WHERE fenced
                        ORDER BY type LIMIT 1 FOR UPDATE SKIP LOCKED""")
                .query((row, number) -> new Place(row.getString("type"), row.getString("position")))
                .optional();
    }

    /**
     * @param content
     *            as it is stored
     */
    private record Row(long pk, String id, byte[] content, int scope) {
    }

    private static List<Row> lockNext(Connection connection, Place place) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT pk, id, body, scope FROM resource
                WHERE type = ? AND id > ? AND body IS NOT NULL
                ORDER BY id LIMIT ? FOR UPDATE""")) {
            select.setString(1, place.type);
            select.setString(2, place.position);
            select.setInt(3, BATCH);
            List<Row> rows = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(row.getLong("pk"), row.getString("id"), row.getBytes("body"),
                            row.getInt("scope")));
                }
            }
            return rows;
        }
    }

    private void rewrite(WriteTransaction transaction, String type, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        long version = transaction.jdbc().sql("SELECT definitions FROM scope_version").query(Long.class).single();
        ParameterCatalog catalog = parameters.at(version, transaction.connection()).catalog();
        List<IndexedResource> indexed = rows.parallelStream()
                .map(row -> indexed(catalog.planOf(type), type, row))
                .toList();
        IndexRows index = IndexRows.of(transaction, rows.size());
        index.delete(rows.stream().mapToLong(Row::pk).toArray());
        index.insert(indexed);
        index.finish();
        transaction.jdbc()
                .sql("""
                        UPDATE resource r SET patient = w.patient
                        FROM unnest(:pks::bigint[], :patients::text[]) AS w (pk, patient)
                        WHERE r.pk = w.pk AND r.patient IS DISTINCT FROM w.patient COLLATE "C\"""")
                .param("pks", rows.stream().map(Row::pk).toArray(Long[]::new))
                .param("patients", indexed.stream().map(one -> one.entries().patient()).toArray(String[]::new))
                .update();
    }

    private IndexedResource indexed(IndexPlan plan, String type, Row row) {
        try (BodyCodec codec = BodyCodec.open()) {
            JsonNode tree = ResourceJson.read(Splice.plain(type, row.id, codec.decode(row.content))).tree();
            IndexEntries entries = IndexExtractor.extract(plan, type, tree);
            return new IndexedResource(row.pk, row.scope, entries,
                    settings.contentIndex() ? Words.content(tree) : Set.of());
        }
    }

    private static Step advance(WriteTransaction transaction, Place place, List<Row> rows) {
        if (rows.size() < BATCH) {
            transaction.jdbc().sql("DELETE FROM index_queue WHERE type = :type").param("type", place.type).update();
            return Step.MILESTONE;
        }
        transaction.jdbc()
                .sql("""
                        UPDATE index_queue
                        SET position = :position, done = done + :done,
                            total = coalesce(total, (SELECT count(*) FROM resource r
                                                     WHERE r.type = :type AND r.body IS NOT NULL))
                        WHERE type = :type""")
                .param("type", place.type)
                .param("position", rows.getLast().id)
                .param("done", rows.size())
                .update();
        return Step.BATCH;
    }
}
