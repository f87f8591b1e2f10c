package org.tributary.hub.store;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tributary.hub.access.RoundTrip;
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

    static void insert(RoundTrip trip, List<IndexedResource> resources) {
        Set<Row> distinct = new LinkedHashSet<>();
        resources.forEach(resource -> resource.entries()
                .spellings()
                .forEach(spelling -> distinct.add(new Row(spelling, resource.scope()))));
        if (distinct.isEmpty()) {
            return;
        }
        List<Row> rows = new ArrayList<>(distinct);
        trip.add("""
                INSERT INTO index_spelling (code, system, path, scope, value)
                SELECT w.code, w.system, w.path, w.scope, w.value
                FROM unnest(?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::text[])
                  AS w (code, system, path, scope, value)
                WHERE NOT EXISTS (
                  SELECT FROM index_spelling s
                  WHERE s.path = w.path AND s.code = w.code AND s.system = w.system AND s.scope = w.scope
                    AND s.value = w.value COLLATE "C")""",
                rows.stream().mapToLong(row -> row.spelling.code()).toArray(),
                rows.stream().mapToLong(row -> row.spelling.system()).toArray(),
                rows.stream().mapToInt(row -> row.spelling.path()).toArray(),
                rows.stream().mapToInt(Row::scope).toArray(),
                rows.stream().map(row -> row.spelling.value()).toArray(String[]::new));
    }
}
