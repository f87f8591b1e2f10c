package org.tributary.hub.store;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tributary.hub.access.RoundTrip;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.store.RowSink.IndexedResource;
import org.tributary.hub.store.index.IndexEntries.Text;

/**
 * Writes which texts have which three letters in a row, for {@code :contains}: each text once for each path and scope,
 * however many resources have it. Two transactions that meet a new one at the same time both write it: neither waits
 * for the other, and searches do not mind. What the index has of a text is there as a whole, so a text whose first
 * letters are there is known. A first load puts all of them off to its end ({@link SearchIndexes}).
 */
final class GramRows {

    /** What finds texts by their letters. */
    static final String INDEX = "index_gram_search";

    private record Row(int path, int scope, String value) {
    }

    private GramRows() {
    }

    static void insert(RoundTrip trip, List<IndexedResource> resources) {
        Set<Row> distinct = new LinkedHashSet<>();
        for (IndexedResource resource : resources) {
            for (Text text : resource.entries().texts()) {
                distinct.add(new Row(text.path(), resource.scope(), text.key()));
            }
        }
        if (distinct.isEmpty()) {
            return;
        }
        List<Row> rows = new ArrayList<>(distinct);
        trip.add("""
                WITH new AS MATERIALIZED (
                  SELECT w.path, w.scope, w.value
                  FROM unnest(?::int[], ?::int[], ?::text[]) AS w (path, scope, value)
                  WHERE NOT EXISTS (SELECT FROM put_off_index WHERE name = ?) AND NOT EXISTS (
                    SELECT FROM index_gram g
                    WHERE g.path = w.path AND g.gram = substr(w.value, 1, 3) COLLATE "C"
                      AND g.value = w.value COLLATE "C" AND g.scope = w.scope))
                INSERT INTO index_gram (path, scope, gram, value)
                SELECT path, scope, substr(value, start, 3), value
                FROM new, generate_series(1, length(value) - 2) AS start""",
                rows.stream().mapToInt(Row::path).toArray(), rows.stream().mapToInt(Row::scope).toArray(),
                rows.stream().map(Row::value).toArray(String[]::new), INDEX);
    }

    /** Writes those of all texts that there are, once nobody is any more at writing others. */
    static void insertAll(WriteTransaction transaction) {
        transaction.jdbc().sql("LOCK TABLE index_text IN SHARE MODE").update();
        // For a list of all texts, which is shorter than what an index of them is sorted in.
        transaction.jdbc().sql("SET LOCAL work_mem = '128MB'").update();
        transaction.jdbc().sql("""
                INSERT INTO index_gram (path, scope, gram, value)
                SELECT t.path, t.scope, substr(t.value, start, 3), t.value
                FROM (SELECT DISTINCT path, scope, value FROM index_text) t,
                  generate_series(1, length(t.value) - 2) AS start""").update();
    }
}
