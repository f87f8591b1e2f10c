package org.tributary.hub.store;

import java.sql.SQLException;
import java.util.List;
import org.tributary.hub.access.RoundTrip;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.store.RowSink.IndexedResource;

/**
 * Puts index rows there and takes them away, whole resources at a time. What goes by statements is sent with
 * {@link #finish}, what goes by COPY at once, behind the statements before it.
 */
final class IndexRows {

    /** From here on COPY is quicker than statements. */
    static final int MANY = 50;

    private final RoundTrip trip;
    private final RowSink sink;
    private final boolean copies;

    private IndexRows(RoundTrip trip, RowSink sink, boolean copies) {
        this.trip = trip;
        this.sink = sink;
        this.copies = copies;
    }

    static IndexRows of(WriteTransaction transaction, int size) {
        RoundTrip trip = transaction.roundTrip();
        boolean copies = size >= MANY;
        return new IndexRows(trip, copies ? new CopyRows(transaction.copy()) : new StatementRows(trip), copies);
    }

    RowSink sink() {
        return sink;
    }

    /** The statements that go with the rows. */
    RoundTrip trip() {
        return trip;
    }

    void insert(List<IndexedResource> resources) throws SQLException {
        if (copies) {
            trip.run();
        }
        sink.insertIndex(resources);
        SpellingRows.insert(trip, resources);
        GramRows.insert(trip, resources);
    }

    void delete(long[] pks) {
        trip.add("""
                WITH gone AS (SELECT unnest(?::bigint[]) AS pk),
                tokens AS (DELETE FROM index_token WHERE resource = ANY (ARRAY(SELECT pk FROM gone))),
                links AS (DELETE FROM index_link WHERE resource = ANY (ARRAY(SELECT pk FROM gone))),
                spans AS (DELETE FROM index_span WHERE resource = ANY (ARRAY(SELECT pk FROM gone))),
                texts AS (DELETE FROM index_text WHERE resource = ANY (ARRAY(SELECT pk FROM gone))),
                quantities AS (DELETE FROM index_quantity WHERE resource = ANY (ARRAY(SELECT pk FROM gone)))
                DELETE FROM index_word WHERE resource = ANY (ARRAY(SELECT pk FROM gone))""", pks);
    }

    void finish() {
        trip.run();
    }
}
