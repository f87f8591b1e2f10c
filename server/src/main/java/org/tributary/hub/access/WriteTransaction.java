package org.tributary.hub.access;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * An open transaction of the {@code writer} login, which sees and owns everything. Only {@link WriterDatabase} makes
 * one.
 */
public final class WriteTransaction {

    private final Connection connection;
    private final JdbcClient jdbc;

    WriteTransaction(Connection connection, JdbcClient jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    /** The transaction's own connection, for batches of statements; never to be committed, rolled back or closed. */
    public Connection connection() {
        return connection;
    }

    /** Statements to be sent together. */
    public RoundTrip roundTrip() {
        return new RoundTrip(connection);
    }

    /**
     * The same for work on few rows that indexes find, which is done over and over: from here to the end of the
     * transaction PostgreSQL goes row by row through indexes, by plans that it keeps. It would make most plans anew
     * each time, since it takes a list that it does not know for ten rows; and one that it made while a table was small
     * would read all of the table long after.
     */
    public RoundTrip roundTripOfFewRows() {
        return roundTrip().add(PlannerSettings.SET, PlannerSettings.FEW_ROWS.values());
    }

    /** PostgreSQL's COPY in this transaction. */
    public CopyManager copy() {
        try {
            return connection.unwrap(PGConnection.class).getCopyAPI();
        } catch (SQLException e) {
            throw new IllegalStateException("The connection is not PostgreSQL's", e);
        }
    }

    /**
     * Sends rows by COPY.
     *
     * @param command
     *            a COPY … FROM STDIN
     * @param rows
     *            in COPY's text format
     */
    public void copyIn(String command, String rows) {
        try {
            copy().copyIn(command, new StringReader(rows));
        } catch (SQLException e) {
            throw new IllegalStateException("Rows could not be copied", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The queue of background jobs, in this transaction: a job is there when the change that asked for it is committed,
     * and never without it. A serving hub runs it, whichever node is first.
     */
    public SchedulerClient jobs() {
        return SchedulerClient.Builder.create(new SingleConnectionDataSource(connection, true))
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .serializer(new JobData())
                .build();
    }
}
