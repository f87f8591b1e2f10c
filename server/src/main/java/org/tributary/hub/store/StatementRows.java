package org.tributary.hub.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.access.RoundTrip;
import org.tributary.hub.access.SqlTime;
import org.tributary.hub.store.index.DateRange;
import org.tributary.hub.store.index.IndexEntries;
import org.tributary.hub.store.index.ReferenceTarget;

/** New rows as statements of a round trip, one for each table that has any. */
final class StatementRows implements RowSink {

    private final RoundTrip trip;

    StatementRows(RoundTrip trip) {
        this.trip = trip;
    }

    /** An entry of the index and the resource it is of. */
    private record Row<T>(IndexedResource resource, T entry) {
    }

    @Override
    public void insertResources(List<NewRow> rows, Instant lastUpdated) {
        trip.add("""
                INSERT INTO resource
                  (pk, type, id, target, version, last_updated, body, feed, scope, aggregate, patient, method)
                SELECT n.pk, n.type, n.id, n.target, 1, ?::timestamptz, n.body, n.feed, n.scope, n.aggregate, n.patient,
                       n.method
                FROM unnest(?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::bytea[], ?::int[], ?::int[], ?::bigint[],
                            ?::text[], ?::smallint[])
                  AS n (pk, type, id, target, body, feed, scope, aggregate, patient, method)""",
                SqlTime.text(lastUpdated), longs(rows, NewRow::pk), texts(rows, row -> row.key().type()),
                texts(rows, row -> row.key().id()),
                longs(rows, row -> ReferenceTarget.of(row.key().reference()).hash()),
                rows.stream().map(row -> row.body().encoded()).toArray(byte[][]::new),
                ints(rows, row -> row.owner().feed()), ints(rows, row -> row.owner().scope()),
                rows.stream().map(row -> boxed(row.owner().aggregate())).toArray(Long[]::new),
                texts(rows, row -> row.body().entries().patient()),
                rows.stream().map(row -> row.method().stored()).toArray(Short[]::new));
    }

    @Override
    public void insertIndex(List<IndexedResource> resources) {
        insertTokens(rows(resources, IndexEntries::tokens));
        insertLinks(rows(resources, IndexEntries::links));
        insertSpans(rows(resources, IndexEntries::spans));
        insertTexts(rows(resources, IndexEntries::texts));
        insertQuantities(rows(resources, IndexEntries::quantities));
        List<Row<Long>> words = new ArrayList<>(rows(resources, IndexEntries::words));
        resources.forEach(resource -> resource.words().forEach(word -> words.add(new Row<>(resource, word))));
        insertWords(words);
    }

    private void insertTokens(List<Row<IndexEntries.Token>> rows) {
        if (!rows.isEmpty()) {
            trip.add(
                    """
                            INSERT INTO index_token (resource, code, system, path, scope, element, in_record)
                            SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::int[], ?::bigint[])""",
                    pks(rows), longs(rows, row -> row.entry.code()), longs(rows, row -> row.entry.system()),
                    ints(rows, row -> row.entry.path()), scopes(rows), elements(rows, IndexEntries.Token::element),
                    rows.stream()
                            .map(row -> boxed(row.resource.entries().inRecord(row.entry)))
                            .toArray(Long[]::new));
        }
    }

    private void insertLinks(List<Row<IndexEntries.Link>> rows) {
        if (!rows.isEmpty()) {
            trip.add("""
                    INSERT INTO index_link (resource, target, path, scope, element)
                    SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::int[])""",
                    pks(rows), longs(rows, row -> row.entry.target()), ints(rows, row -> row.entry.path()),
                    scopes(rows), elements(rows, IndexEntries.Link::element));
        }
    }

    private void insertSpans(List<Row<IndexEntries.Span>> rows) {
        if (!rows.isEmpty()) {
            trip.add("""
                    INSERT INTO index_span (resource, low, high, path, scope)
                    SELECT * FROM unnest(?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::int[], ?::int[])""",
                    pks(rows), texts(rows, row -> time(row.entry.low())), texts(rows, row -> time(row.entry.high())),
                    ints(rows, row -> row.entry.path()), scopes(rows));
        }
    }

    private void insertTexts(List<Row<IndexEntries.Text>> rows) {
        if (!rows.isEmpty()) {
            trip.add("""
                    INSERT INTO index_text (resource, exact, path, scope, value)
                    SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::text[])""",
                    pks(rows), longs(rows, row -> row.entry.exact()), ints(rows, row -> row.entry.path()),
                    scopes(rows), texts(rows, row -> row.entry.key()));
        }
    }

    private void insertQuantities(List<Row<IndexEntries.Quantity>> rows) {
        if (!rows.isEmpty()) {
            trip.add("""
                    INSERT INTO index_quantity
                      (resource, low, high, base_low, base_high, unit, code, label, path, scope, element)
                    SELECT * FROM unnest(?::bigint[], ?::float8[], ?::float8[], ?::float8[], ?::float8[], ?::bigint[],
                                         ?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::int[])""",
                    pks(rows), rows.stream().mapToDouble(row -> row.entry.low()).toArray(),
                    rows.stream().mapToDouble(row -> row.entry.high()).toArray(),
                    rows.stream().mapToDouble(row -> row.entry.baseLow()).toArray(),
                    rows.stream().mapToDouble(row -> row.entry.baseHigh()).toArray(),
                    longs(rows, row -> row.entry.key().unit()), longs(rows, row -> row.entry.key().code()),
                    longs(rows, row -> row.entry.key().label()), ints(rows, row -> row.entry.path()), scopes(rows),
                    elements(rows, IndexEntries.Quantity::element));
        }
    }

    private void insertWords(List<Row<Long>> rows) {
        if (!rows.isEmpty()) {
            trip.add("""
                    INSERT INTO index_word (resource, word, scope)
                    SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::int[])""",
                    pks(rows), longs(rows, Row::entry), scopes(rows));
        }
    }

    private static <T> List<Row<T>> rows(List<IndexedResource> resources,
            Function<IndexEntries, ? extends Collection<T>> entries) {
        List<Row<T>> rows = new ArrayList<>();
        for (IndexedResource resource : resources) {
            entries.apply(resource.entries()).forEach(entry -> rows.add(new Row<>(resource, entry)));
        }
        return rows;
    }

    private static <T> long[] pks(List<Row<T>> rows) {
        return longs(rows, row -> row.resource.pk());
    }

    private static <T> int[] scopes(List<Row<T>> rows) {
        return ints(rows, row -> row.resource.scope());
    }

    private static <T> @Nullable Integer[] elements(List<Row<T>> rows, Function<T, Integer> element) {
        return rows.stream()
                .map(row -> element.apply(row.entry))
                .map(number -> number == IndexEntries.ALONE ? null : number)
                .toArray(Integer[]::new);
    }

    private static <T> long[] longs(List<T> rows, ToLongFunction<T> value) {
        return rows.stream().mapToLong(value).toArray();
    }

    private static <T> int[] ints(List<T> rows, Function<T, Integer> value) {
        return rows.stream().mapToInt(value::apply).toArray();
    }

    private static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    private static @Nullable Long boxed(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static String time(long micros) {
        if (micros == DateRange.MIN) {
            return "-infinity";
        }
        return micros == DateRange.MAX ? "infinity" : SqlTime.text(DateRange.time(micros).toInstant());
    }
}
