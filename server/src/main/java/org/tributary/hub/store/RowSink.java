package org.tributary.hub.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.tributary.hub.store.index.IndexEntries;

/** Two ways for new rows to travel: statements for few, COPY for many. They write the same rows. */
sealed interface RowSink permits StatementRows, CopyRows {

    /** Inserts current versions, each with version 1. */
    void insertResources(List<NewRow> rows, Instant lastUpdated) throws SQLException;

    /** Inserts the index rows of resources. */
    void insertIndex(List<IndexedResource> resources) throws SQLException;

    /**
     * The index rows of one resource.
     *
     * @param words
     *            beside those of its narrative
     */
    record IndexedResource(long pk, int scope, IndexEntries entries, Set<Long> words) {

        public IndexedResource {
            words = Set.copyOf(words);
        }
    }
}
