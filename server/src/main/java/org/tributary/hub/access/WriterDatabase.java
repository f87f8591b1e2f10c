package org.tributary.hub.access;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;

/**
 * The {@code writer} login: the commit line, background jobs and migrations use it, nobody else (an architecture test
 * holds them to it).
 */
public final class WriterDatabase implements AutoCloseable {

    private final DataSource writer;

    public WriterDatabase(DataSource writer) {
        this.writer = writer;
    }

    /** Runs work in one read-committed transaction; commits when it returns, rolls back when it throws. */
    public <T> T write(Function<WriteTransaction, T> work) {
        try (Connection connection = writer.getConnection()) {
            connection.setAutoCommit(false);
            try {
                JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
                T result = work.apply(new WriteTransaction(connection, jdbc));
                connection.commit();
                return result;
            } catch (RuntimeException | Error e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new SQLErrorCodeSQLExceptionTranslator("PostgreSQL").translate("write", null, e);
        }
    }

    /** Closes the connections, where the data source keeps any. */
    @Override
    public void close() throws Exception {
        if (writer instanceof AutoCloseable pool) {
            pool.close();
        }
    }
}
