package org.tributary.hub.access;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;

/**
 * Every read of every door. The {@code reader} login owns nothing and is subject to row-level security; each
 * transaction tells the database which scopes its caller may see, so a query that forgets to filter leaks nothing, and
 * a transaction without a caller sees nothing.
 */
public final class ReaderDatabase implements AutoCloseable {

    /**
     * Session options that the reader's connections are opened with: every transaction is read-only and sees one
     * moment, without a round trip to say so each time.
     */
    public static final String SESSION_OPTIONS = "-c default_transaction_isolation=repeatable\\ read "
            + "-c default_transaction_read_only=on";

    private final DataSource reader;
    private final Scopes scopes;

    /**
     * @param reader
     *            opens connections with {@link #SESSION_OPTIONS}
     */

    public ReaderDatabase(DataSource reader, Scopes scopes) {
        this.reader = reader;
        this.scopes = scopes;
    }

    /** Runs work in one read-only, repeatable-read transaction as this caller. */
    public <T> T read(Caller caller, Function<ReadTransaction, T> work) {
        try (Connection connection = reader.getConnection()) {
            connection.setAutoCommit(false);
            try {
                scopes.show(caller, connection);
                JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
                return work.apply(new ReadTransaction(jdbc, caller));
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new SQLErrorCodeSQLExceptionTranslator("PostgreSQL").translate("read", null, e);
        }
    }

    /** Closes the connections, where the data source keeps any. */
    @Override
    public void close() throws Exception {
        if (reader instanceof AutoCloseable pool) {
            pool.close();
        }
    }
}
