package org.tributary.hub.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.tributary.hub.store.index.DateRange;
import org.tributary.hub.store.index.IndexEntries;
import org.tributary.hub.store.index.ReferenceTarget;

/** New rows as batches of statements. */
final class StatementRows implements RowSink {

    private final Connection connection;

    StatementRows(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void insertResources(List<NewRow> rows, Instant lastUpdated) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO resource
                  (pk, type, id, target, version, last_updated, body, feed, scope, aggregate, patient, method)
                VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)""")) {
            for (NewRow row : rows) {
                insert.setLong(1, row.pk());
                insert.setString(2, row.key().type());
                insert.setString(3, row.key().id());
                insert.setLong(4, ReferenceTarget.of(row.key().reference()).hash());
                insert.setObject(5, lastUpdated.atOffset(ZoneOffset.UTC));
                insert.setBytes(6, row.body().encoded());
                insert.setInt(7, row.owner().feed());
                insert.setInt(8, row.owner().scope());
                setLong(insert, 9, row.owner().aggregate());
                insert.setString(10, row.body().entries().patient());
                insert.setObject(11, row.method().stored(), Types.SMALLINT);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Override
    public void insertIndex(List<IndexedResource> resources) throws SQLException {
        insertTokens(resources);
        insertLinks(resources);
        insertSpans(resources);
        insertTexts(resources);
        insertQuantities(resources);
        insertGrams(resources);
        insertWords(resources);
    }

    private void insertGrams(List<IndexedResource> resources) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO index_gram (resource, gram, scope) SELECT ?, unnest(?::int[]), ?")) {
            for (IndexedResource resource : resources) {
                if (!resource.entries().grams().isEmpty()) {
                    insert.setLong(1, resource.pk());
                    insert.setArray(2, connection.createArrayOf("int", resource.entries().grams().toArray()));
                    insert.setInt(3, resource.scope());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private void insertWords(List<IndexedResource> resources) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO index_word (resource, word, scope) SELECT ?, unnest(?::bigint[]), ?")) {
            for (IndexedResource resource : resources) {
                for (Set<Long> words : List.of(resource.entries().words(), resource.words())) {
                    if (!words.isEmpty()) {
                        insert.setLong(1, resource.pk());
                        insert.setArray(2, connection.createArrayOf("bigint", words.toArray()));
                        insert.setInt(3, resource.scope());
                        insert.addBatch();
                    }
                }
            }
            insert.executeBatch();
        }
    }

    private void insertTokens(List<IndexedResource> resources) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO index_token (resource, code, system, path, scope, element, in_record)
                VALUES (?, ?, ?, ?, ?, ?, ?)""")) {
            for (IndexedResource resource : resources) {
                for (IndexEntries.Token token : resource.entries().tokens()) {
                    insert.setLong(1, resource.pk());
                    insert.setLong(2, token.code());
                    insert.setLong(3, token.system());
                    insert.setInt(4, token.path());
                    insert.setInt(5, resource.scope());
                    setElement(insert, 6, token.element());
                    setLong(insert, 7, resource.entries().inRecord(token));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private void insertLinks(List<IndexedResource> resources) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO index_link (resource, target, path, scope, element) VALUES (?, ?, ?, ?, ?)")) {
            for (IndexedResource resource : resources) {
                for (IndexEntries.Link link : resource.entries().links()) {
                    insert.setLong(1, resource.pk());
                    insert.setLong(2, link.target());
                    insert.setInt(3, link.path());
                    insert.setInt(4, resource.scope());
                    setElement(insert, 5, link.element());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private void insertSpans(List<IndexedResource> resources) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO index_span (resource, low, high, path, scope) VALUES (?, ?, ?, ?, ?)")) {
            for (IndexedResource resource : resources) {
                for (IndexEntries.Span span : resource.entries().spans()) {
                    insert.setLong(1, resource.pk());
                    insert.setObject(2, DateRange.time(span.low()));
                    insert.setObject(3, DateRange.time(span.high()));
                    insert.setInt(4, span.path());
                    insert.setInt(5, resource.scope());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private void insertTexts(List<IndexedResource> resources) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO index_text (resource, exact, path, scope, value) VALUES (?, ?, ?, ?, ?)")) {
            for (IndexedResource resource : resources) {
                for (IndexEntries.Text text : resource.entries().texts()) {
                    insert.setLong(1, resource.pk());
                    insert.setLong(2, text.exact());
                    insert.setInt(3, text.path());
                    insert.setInt(4, resource.scope());
                    insert.setString(5, text.key());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private void insertQuantities(List<IndexedResource> resources) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO index_quantity
                  (resource, low, high, base_low, base_high, unit, code, label, path, scope, element)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            for (IndexedResource resource : resources) {
                for (IndexEntries.Quantity quantity : resource.entries().quantities()) {
                    insert.setLong(1, resource.pk());
                    insert.setDouble(2, quantity.low());
                    insert.setDouble(3, quantity.high());
                    insert.setDouble(4, quantity.baseLow());
                    insert.setDouble(5, quantity.baseHigh());
                    insert.setLong(6, quantity.key().unit());
                    insert.setLong(7, quantity.key().code());
                    insert.setLong(8, quantity.key().label());
                    insert.setInt(9, quantity.path());
                    insert.setInt(10, resource.scope());
                    setElement(insert, 11, quantity.element());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static void setLong(PreparedStatement insert, int place, OptionalLong value) throws SQLException {
        if (value.isPresent()) {
            insert.setLong(place, value.getAsLong());
        } else {
            insert.setNull(place, Types.BIGINT);
        }
    }

    private static void setElement(PreparedStatement insert, int place, int element) throws SQLException {
        if (element == IndexEntries.ALONE) {
            insert.setNull(place, Types.INTEGER);
        } else {
            insert.setInt(place, element);
        }
    }
}
