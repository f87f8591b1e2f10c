package org.tributary.hub.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.store.RowSink.IndexedResource;

/** Puts index rows there and takes them away, whole resources at a time. */
final class IndexRows {

    /** From here on COPY is quicker than statements. */
    static final int MANY = 50;

    private final Connection connection;
    private final RowSink sink;

    private IndexRows(Connection connection, RowSink sink) {
        this.connection = connection;
        this.sink = sink;
    }

    static IndexRows of(WriteTransaction transaction, int size) {
        return new IndexRows(transaction.connection(), size >= MANY
                ? new CopyRows(transaction.copy())
                : new StatementRows(transaction.connection()));
    }

    RowSink sink() {
        return sink;
    }

    void insert(List<IndexedResource> resources) throws SQLException {
        sink.insertIndex(resources);
        SpellingRows.insert(connection, resources);
    }

    void delete(Array pks) throws SQLException {
        run("DELETE FROM index_token WHERE resource = ANY (?)", pks);
        run("DELETE FROM index_link WHERE resource = ANY (?)", pks);
        run("DELETE FROM index_span WHERE resource = ANY (?)", pks);
        run("DELETE FROM index_text WHERE resource = ANY (?)", pks);
        run("DELETE FROM index_quantity WHERE resource = ANY (?)", pks);
        run("DELETE FROM index_gram WHERE resource = ANY (?)", pks);
        run("DELETE FROM index_word WHERE resource = ANY (?)", pks);
    }

    private void run(String sql, Array pks) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, pks);
            statement.executeUpdate();
        }
    }
}
