package org.tributary.hub.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadStatement;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.Release;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.store.json.BodyCodec;
import org.tributary.hub.store.json.Splice;

/** Reads resources by name; shows only what the caller may see. */
@Component
public final class ResourceReader {

    private static final int FETCH = 1000;

    /** The current version, in a transaction of its own; a deleted resource comes back as its deletion. */
    public Optional<StoredResource> find(ReaderDatabase database, Caller caller, ResourceKey key) {
        return database.query(caller, ReadStatement.of("""
                SELECT type, id, version, last_updated, body, patient FROM resource WHERE type = ? AND id = ?""",
                key.type(), key.id()), ResourceReader::stored).orElseThrow().stream().findFirst();
    }

    /** The current version; a deleted resource comes back as its deletion. */
    public Optional<StoredResource> find(ReadTransaction transaction, ResourceKey key) {
        return transaction.jdbc()
                .sql("""
                        SELECT type, id, version, last_updated, body, patient FROM resource WHERE type = :type AND id = :id""")
                .param("type", key.type())
                .param("id", key.id())
                .query((row, number) -> stored(transaction.release(), row))
                .optional();
    }

    public Optional<StoredResource> findVersion(ReadTransaction transaction, ResourceKey key, int version) {
        return transaction.jdbc()
                .sql("""
                        SELECT type, id, version, last_updated, body, patient
                        FROM resource WHERE type = :type AND id = :id AND version = :version
                        UNION ALL
                        SELECT r.type, r.id, v.version, v.last_updated, v.body, r.patient
                        FROM resource r JOIN resource_version v ON v.resource = r.pk
                        WHERE r.type = :type AND r.id = :id AND v.version = :version""")
                .param("type", key.type())
                .param("id", key.id())
                .param("version", version)
                .query((row, number) -> stored(transaction.release(), row))
                .optional();
    }

    /** The current, not deleted resources among these, in the order of the keys. */
    public List<StoredResource> findAll(ReadTransaction transaction, Collection<ResourceKey> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        Map<ResourceKey, StoredResource> found = new HashMap<>();
        transaction.jdbc()
                .sql("""
                        SELECT r.type, r.id, r.version, r.last_updated, r.body, r.patient
                        FROM unnest(?::text[], ?::text[]) AS wanted (type, id)
                        JOIN resource r ON r.type = wanted.type COLLATE "C" AND r.id = wanted.id COLLATE "C"
                        WHERE r.body IS NOT NULL""")
                .param(keys.stream().map(ResourceKey::type).toArray(String[]::new))
                .param(keys.stream().map(ResourceKey::id).toArray(String[]::new))
                .query((row, number) -> stored(transaction.release(), row))
                .list()
                .forEach(resource -> found.put(resource.key(), resource));
        return keys.stream().distinct().filter(found::containsKey).map(found::get).toList();
    }

    /**
     * Hands over every current, not deleted resource except Provenance, ordered by type and id (by code point), as JSON
     * without {@code meta.versionId} and {@code meta.lastUpdated}: what the digest is made of.
     */
    public void forEachCurrent(WriteTransaction transaction, BiConsumer<ResourceKey, byte[]> consumer) {
        Connection connection = transaction.connection();
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT type, id, body FROM resource
                WHERE body IS NOT NULL AND type <> 'Provenance'
                ORDER BY type, id"""); BodyCodec codec = BodyCodec.open()) {
            select.setFetchSize(FETCH);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ResourceKey key = new ResourceKey(row.getString("type"), row.getString("id"));
                    consumer.accept(key, Splice.plain(key.type(), key.id(), codec.decode(row.getBytes("body"))));
                }
            }
        } catch (SQLException e) {
            RuntimeException translated = new SQLErrorCodeSQLExceptionTranslator("PostgreSQL").translate("read", null,
                    e);
            throw translated == null ? new IllegalStateException("The read failed", e) : translated;
        }
    }

    /** Takes a resource with who publishes it. */
    public interface OwnedConsumer {

        void accept(RecordOwner owner, ResourceBody body);
    }

    /**
     * Hands over every current, not deleted resource of some types with its owner (without its aggregate), ordered by
     * feed and scope: what derived rows are rebuilt from.
     */
    public void forEachOwned(WriteTransaction transaction, Collection<String> types, OwnedConsumer consumer) {
        Connection connection = transaction.connection();
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT type, id, feed, scope, body FROM resource
                WHERE body IS NOT NULL AND type = ANY (?)
                ORDER BY feed, scope"""); BodyCodec codec = BodyCodec.open()) {
            select.setArray(1, connection.createArrayOf("text", types.toArray()));
            select.setFetchSize(FETCH);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    consumer.accept(new RecordOwner(row.getInt("feed"), row.getInt("scope"), OptionalLong.empty()),
                            body(row, codec));
                }
            }
        } catch (SQLException e) {
            RuntimeException translated = new SQLErrorCodeSQLExceptionTranslator("PostgreSQL").translate("read", null,
                    e);
            throw translated == null ? new IllegalStateException("The read failed", e) : translated;
        }
    }

    private static ResourceBody body(ResultSet row, BodyCodec codec) throws SQLException {
        byte[] json = Splice.plain(row.getString("type"), row.getString("id"), codec.decode(row.getBytes("body")));
        return switch (ResourceBody.parse(json)) {
            case ResourceBody.Valid valid -> valid.body();
            case ResourceBody.Invalid invalid -> throw new IllegalStateException(
                    "A stored resource is no longer valid at " + invalid.problems().getFirst().path());
        };
    }

    /** A row with the columns type, id, version, last_updated, body and patient, which is released by being read. */
    static StoredResource stored(Release release, ResultSet row) throws SQLException {
        release.record(row.getString("patient"));
        ResourceKey key = new ResourceKey(row.getString("type"), row.getString("id"));
        int version = row.getInt("version");
        var lastUpdated = row.getObject("last_updated", OffsetDateTime.class).toInstant();
        byte[] body = row.getBytes("body");
        if (body == null) {
            return new StoredResource(key, version, lastUpdated, true, new byte[0]);
        }
        try (BodyCodec codec = BodyCodec.open()) {
            return new StoredResource(key, version, lastUpdated, false,
                    Splice.served(key.type(), key.id(), version, lastUpdated, codec.decode(body)));
        }
    }
}
