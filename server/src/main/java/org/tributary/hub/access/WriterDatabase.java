package org.tributary.hub.access;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Task;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.UncategorizedSQLException;
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
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            RuntimeException translated = new SQLErrorCodeSQLExceptionTranslator("PostgreSQL").translate("write", null,
                    e);
            throw translated == null ? new UncategorizedSQLException("write", null, e) : translated;
        }
    }

    /** A connection that was lost has nothing to roll back: what went wrong first is what is told. */
    private static void rollBack(Connection connection, Throwable reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /**
     * What runs background jobs from the queue of this database; see {@link WriteTransaction#jobs}.
     *
     * @param known
     *            the jobs it can do
     */
    public SchedulerBuilder scheduler(List<Task<?>> known) {
        return Scheduler.create(writer, known)
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .serializer(new JobData());
    }

    /** Closes the connections, where the data source keeps any. */
    @Override
    public void close() throws Exception {
        if (writer instanceof AutoCloseable pool) {
            pool.close();
        }
    }
}
