package org.tributary.hub.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.tributary.hub.store.index.DateRange;
import org.tributary.hub.store.index.IndexEntries;
import org.tributary.hub.store.index.ReferenceTarget;

/** New rows by PostgreSQL's binary COPY. */
final class CopyRows implements RowSink {

    private final CopyManager copy;
    /** One after the other, all COPY commands fill the same. */
    private final BinaryRows rows = new BinaryRows();

    CopyRows(CopyManager copy) {
        this.copy = copy;
    }

    @Override
    public void insertResources(List<NewRow> rows, Instant lastUpdated) throws SQLException {
        long time = DateRange.micros(lastUpdated);
        try (Stream out = new Stream(
                """
                        COPY resource (pk, type, id, target, version, last_updated, body, feed, scope, aggregate, patient, method)
                        FROM STDIN (FORMAT binary)""")) {
            for (NewRow row : rows) {
                BinaryRows to = out.row(12);
                to.longValue(row.pk());
                to.text(row.key().type());
                to.text(row.key().id());
                to.longValue(ReferenceTarget.of(row.key().reference()).hash());
                to.intValue(1);
                to.time(time);
                to.bytes(row.body().encoded());
                to.intValue(row.owner().feed());
                to.intValue(row.owner().scope());
                longOrNothing(to, row.owner().aggregate());
                to.text(row.body().entries().patient());
                Short method = row.method().stored();
                if (method == null) {
                    to.nothing();
                } else {
                    to.shortValue(method);
                }
            }
            out.finish();
        }
    }

    @Override
    public void insertIndex(List<IndexedResource> resources) throws SQLException {
        copyTokens(resources);
        copyLinks(resources);
        copySpans(resources);
        copyTexts(resources);
        copyQuantities(resources);
        copyWords(resources);
    }

    private void copyWords(List<IndexedResource> resources) throws SQLException {
        try (Stream out = new Stream("COPY index_word (resource, word, scope) FROM STDIN (FORMAT binary)")) {
            for (IndexedResource resource : resources) {
                for (Set<Long> words : List.of(resource.entries().words(), resource.words())) {
                    for (long word : words) {
                        BinaryRows to = out.row(3);
                        to.longValue(resource.pk());
                        to.longValue(word);
                        to.intValue(resource.scope());
                    }
                }
            }
            out.finish();
        }
    }

    private void copyTokens(List<IndexedResource> resources) throws SQLException {
        try (Stream out = new Stream(
                "COPY index_token (resource, code, system, path, scope, element, in_record) FROM STDIN (FORMAT binary)")) {
            for (IndexedResource resource : resources) {
                for (IndexEntries.Token token : resource.entries().tokens()) {
                    BinaryRows to = out.row(7);
                    to.longValue(resource.pk());
                    to.longValue(token.code());
                    to.longValue(token.system());
                    to.intValue(token.path());
                    to.intValue(resource.scope());
                    element(to, token.element());
                    longOrNothing(to, resource.entries().inRecord(token));
                }
            }
            out.finish();
        }
    }

    private void copyLinks(List<IndexedResource> resources) throws SQLException {
        try (Stream out = new Stream(
                "COPY index_link (resource, target, path, scope, element) FROM STDIN (FORMAT binary)")) {
            for (IndexedResource resource : resources) {
                for (IndexEntries.Link link : resource.entries().links()) {
                    BinaryRows to = out.row(5);
                    to.longValue(resource.pk());
                    to.longValue(link.target());
                    to.intValue(link.path());
                    to.intValue(resource.scope());
                    element(to, link.element());
                }
            }
            out.finish();
        }
    }

    private void copySpans(List<IndexedResource> resources) throws SQLException {
        try (Stream out = new Stream("COPY index_span (resource, low, high, path, scope) FROM STDIN (FORMAT binary)")) {
            for (IndexedResource resource : resources) {
                for (IndexEntries.Span span : resource.entries().spans()) {
                    BinaryRows to = out.row(5);
                    to.longValue(resource.pk());
                    to.time(span.low());
                    to.time(span.high());
                    to.intValue(span.path());
                    to.intValue(resource.scope());
                }
            }
            out.finish();
        }
    }

    private void copyTexts(List<IndexedResource> resources) throws SQLException {
        try (Stream out = new Stream(
                "COPY index_text (resource, exact, path, scope, value) FROM STDIN (FORMAT binary)")) {
            for (IndexedResource resource : resources) {
                for (IndexEntries.Text text : resource.entries().texts()) {
                    BinaryRows to = out.row(5);
                    to.longValue(resource.pk());
                    to.longValue(text.exact());
                    to.intValue(text.path());
                    to.intValue(resource.scope());
                    to.text(text.key());
                }
            }
            out.finish();
        }
    }

    private void copyQuantities(List<IndexedResource> resources) throws SQLException {
        try (Stream out = new Stream("""
                COPY index_quantity (resource, low, high, base_low, base_high, unit, code, label, path, scope, element)
                FROM STDIN (FORMAT binary)""")) {
            for (IndexedResource resource : resources) {
                for (IndexEntries.Quantity quantity : resource.entries().quantities()) {
                    BinaryRows to = out.row(11);
                    to.longValue(resource.pk());
                    to.doubleValue(quantity.low());
                    to.doubleValue(quantity.high());
                    to.doubleValue(quantity.baseLow());
                    to.doubleValue(quantity.baseHigh());
                    to.longValue(quantity.key().unit());
                    to.longValue(quantity.key().code());
                    to.longValue(quantity.key().label());
                    to.intValue(quantity.path());
                    to.intValue(resource.scope());
                    element(to, quantity.element());
                }
            }
            out.finish();
        }
    }

    private static void longOrNothing(BinaryRows to, OptionalLong value) {
        if (value.isPresent()) {
            to.longValue(value.getAsLong());
        } else {
            to.nothing();
        }
    }

    private static void element(BinaryRows to, int element) {
        if (element == IndexEntries.ALONE) {
            to.nothing();
        } else {
            to.intValue(element);
        }
    }

    /** One COPY command; without {@link #finish} it writes nothing. */
    private final class Stream implements AutoCloseable {

        private static final int CHUNK = 1 << 16;

        private final CopyIn in;

        Stream(String command) throws SQLException {
            in = copy.copyIn(command);
            rows.begin();
        }

        BinaryRows row(int columns) throws SQLException {
            if (rows.size() > CHUNK) {
                rows.flush(in);
            }
            rows.start(columns);
            return rows;
        }

        void finish() throws SQLException {
            rows.end();
            rows.flush(in);
            in.endCopy();
        }

        @Override
        public void close() throws SQLException {
            if (in.isActive()) {
                in.cancelCopy();
            }
        }
    }
}
