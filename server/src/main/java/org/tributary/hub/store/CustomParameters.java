package org.tributary.hub.store;

import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.store.index.CustomParameter;
import org.tributary.hub.store.index.ParameterCatalog;
import org.tributary.hub.store.index.ParameterSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The search parameters that the operator has added to R4's, as this node remembers them. Every write asks its own
 * transaction for their version, and every search is checked against the version that its transaction sees, so that no
 * node writes or answers by definitions that are no longer in force.
 *
 * <p>
 * Owns the table {@code search_parameter}, and {@code definitions} in {@code scope_version}.
 */
@Component
final class CustomParameters {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Optional<ReaderDatabase> database;
    private volatile InForce known = InForce.AT_FIRST;

    @Autowired
    CustomParameters(ReaderDatabase database) {
        this.database = Optional.of(database);
    }

    private CustomParameters() {
        this.database = Optional.empty();
    }

    /** For a store in which nothing is defined. */
    static CustomParameters none() {
        return new CustomParameters();
    }

    /** Those that this node has seen last. */
    InForce known() {
        return known;
    }

    /** Those in force now, for which it looks. */
    InForce now() {
        return database.map(reader -> reader.read(Caller.hub(), this::at)).orElse(known);
    }

    /** Those that a read transaction sees. */
    InForce at(ReadTransaction transaction) {
        return at(transaction.definitions(), transaction.jdbc());
    }

    /** Those in force at a version that the connection's transaction sees. */
    InForce at(long version, Connection connection) {
        return known.version() == version
                ? known
                : at(version, JdbcClient.create(new SingleConnectionDataSource(connection, true)));
    }

    private InForce at(long version, JdbcClient jdbc) {
        InForce remembered = known;
        if (remembered.version() == version) {
            return remembered;
        }
        InForce loaded = new InForce(version, ParameterCatalog.with(list(jdbc)));
        if (version > remembered.version()) {
            known = loaded;
        }
        return loaded;
    }

    /** All of them; a write transaction that has {@link #change announced} a change sees the latest. */
    List<CustomParameter> list(WriteTransaction transaction) {
        return list(transaction.jdbc());
    }

    private static List<CustomParameter> list(JdbcClient jdbc) {
        return jdbc.sql("SELECT id, definition, ready FROM search_parameter ORDER BY id")
                .query((row, number) -> {
                    Stored stored = JSON.readValue(row.getString("definition"), Stored.class);
                    return new CustomParameter(row.getString("id"), stored.bases, stored.source,
                            row.getBoolean("ready"));
                })
                .list();
    }

    /** What the column {@code definition} holds. */
    private record Stored(List<String> bases, ParameterSource source) {
    }

    Optional<CustomParameter> find(ReadTransaction transaction, String id) {
        return list(transaction.jdbc()).stream().filter(parameter -> parameter.id().equals(id)).findFirst();
    }

    /**
     * Announces that this transaction changes definitions. Whoever else wants to waits for its end, so that of two that
     * exclude each other the later one is refused.
     */
    void change(WriteTransaction transaction) {
        transaction.jdbc().sql("UPDATE scope_version SET definitions = nextval('definition_change')").update();
    }

    /** Adds one or puts it in place of the one with its id; after {@link #change}. */
    void put(WriteTransaction transaction, CustomParameter parameter) {
        transaction.jdbc()
                .sql("""
                        INSERT INTO search_parameter (id, definition) VALUES (:id, CAST(:definition AS jsonb))
                        ON CONFLICT (id) DO UPDATE SET definition = excluded.definition, ready = false""")
                .param("id", parameter.id())
                .param("definition", JSON.writeValueAsString(new Stored(parameter.bases(), parameter.source())))
                .update();
    }

    /** Takes one away; after {@link #change}. */
    void remove(WriteTransaction transaction, String id) {
        transaction.jdbc().sql("DELETE FROM search_parameter WHERE id = :id").param("id", id).update();
    }

    /** Lets searches use those for which everything is indexed. */
    void open(WriteTransaction transaction) {
        int opened = transaction.jdbc()
                .sql("""
                        UPDATE search_parameter p SET ready = true
                        WHERE NOT ready AND NOT EXISTS (SELECT FROM index_queue q
                                                        WHERE p.definition -> 'bases' @> to_jsonb(q.type))""")
                .update();
        if (opened > 0) {
            change(transaction);
        }
    }
}
