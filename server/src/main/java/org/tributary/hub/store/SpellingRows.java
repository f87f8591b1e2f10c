package org.tributary.hub.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tributary.hub.store.RowSink.IndexedResource;
import org.tributary.hub.store.index.IndexEntries.Spelling;

/**
 * Writes how codes, texts and URIs are spelled, each spelling once for each scope. Two transactions that meet a new one
 * at the same time both write it: neither waits for the other, and searches do not mind.
 */
final class SpellingRows {

    private record Row(Spelling spelling, int scope) {
    }

    private SpellingRows() {
    }

    static void insert(Connection connection, List<IndexedResource> resources) throws SQLException {
        Set<Row> distinct = new LinkedHashSet<>();
        resources.forEach(resource -> resource.entries()
                .spellings()
                .forEach(spelling -> distinct.add(new Row(spelling, resource.scope()))));
        if (distinct.isEmpty()) {
            return;
        }
        List<Row> rows = new ArrayList<>(distinct);
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO index_spelling (code, system, path, scope, value)
                SELECT w.code, w.system, w.path, w.scope, w.value
                FROM unnest(?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::text[])
                  AS w (code, system, path, scope, value)
                WHERE NOT EXISTS (
                  SELECT FROM index_spelling s
                  WHERE s.path = w.path AND s.code = w.code AND s.system = w.system AND s.scope = w.scope
                    AND s.value = w.value COLLATE "C")""")) {
            insert.setArray(1, connection.createArrayOf("bigint",
                    rows.stream().map(row -> row.spelling.code()).toArray(Long[]::new)));
            insert.setArray(2, connection.createArrayOf("bigint",
                    rows.stream().map(row -> row.spelling.system()).toArray(Long[]::new)));
            insert.setArray(3, connection.createArrayOf("int",
                    rows.stream().map(row -> row.spelling.path()).toArray(Integer[]::new)));
            insert.setArray(4,
                    connection.createArrayOf("int", rows.stream().map(Row::scope).toArray(Integer[]::new)));
            insert.setArray(5, connection.createArrayOf("text",
                    rows.stream().map(row -> row.spelling.value()).toArray(String[]::new)));
            insert.executeUpdate();
        }
    }
}
