package org.tributary.hub.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.tributary.hub.access.AuditEntry.Action;
import org.tributary.hub.access.AuditEntry.Outcome;
import org.tributary.hub.access.ReadStatement.Planned;
import org.tributary.hub.access.Sights.Sight;

/**
 * The {@code reader} login: every read of every door goes through here. It tells row-level security which scopes its
 * caller may see, so a query that forgets to filter leaks nothing, and it writes into the audit trail what a caller was
 * shown before anyone gets to send it, so a door that forgets to audit hides nothing.
 */
public final class ReaderDatabase implements AutoCloseable {

    /**
     * Session options that the reader's connections are opened with: every transaction is read-only and sees one
     * moment, without a round trip to say so each time.
     */
    public static final String SESSION_OPTIONS = "-c default_transaction_isolation=repeatable\\ read "
            + "-c default_transaction_read_only=on";

    private final DataSource reader;
    private final AuditTrail trail;
    private final Sights sights = new Sights();
    private volatile @Nullable String role;

    /**
     * @param reader
     *            opens connections with {@link #SESSION_OPTIONS}
     */
    public ReaderDatabase(DataSource reader, AuditTrail trail) {
        this.reader = reader;
        this.trail = trail;
    }

    /** Runs work in one read-only, repeatable-read transaction as this caller. */
    public <T> T read(Caller caller, Function<ReadTransaction, T> work) {
        return audited(caller, release -> {
            try (Connection connection = reader.getConnection()) {
                connection.setAutoCommit(false);
                try {
                    Shown shown = show(caller, connection);
                    JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
                    return work.apply(new ReadTransaction(jdbc, caller, release, shown.definitions));
                } finally {
                    connection.rollback();
                }
            }
        });
    }

    /**
     * Runs one statement as this caller: a transaction of its own, in a single round trip.
     *
     * @return empty when the definitions that the statement was made by are no longer those in force
     */
    public <T> Optional<List<T>> query(Caller caller, ReadStatement statement, RowReader<T> rows) {
        return audited(caller, release -> {
            try (Connection connection = reader.getConnection()) {
                Sight sight = sights.of(caller, connection);
                Answered<T> answered = query(connection, sight, statement, rows, release);
                while (answered.shown.scopes != sight.version()) {
                    sight = sights.find(caller, connection);
                    answered = query(connection, sight, statement, rows, release);
                }
                return answered.rows;
            }
        });
    }

    /**
     * What a statement answered.
     *
     * @param rows
     *            empty when they were not looked at, being of scopes or definitions that are no longer what they were
     */
    private record Answered<T>(Shown shown, Optional<List<T>> rows) {
    }

    private static <T> Answered<T> query(Connection connection, Sight sight, ReadStatement statement,
            RowReader<T> rows, Release release) throws SQLException {
        // Sent together, the two are one transaction, whose moment the first of them fixes.
        try (PreparedStatement both = connection.prepareStatement(Sights.SHOW + ";\n" + statement.sql())) {
            sight.bind(both, statement.planned());
            for (int i = 0; i < statement.parameters().size(); i++) {
                both.setObject(Sights.PARAMETERS + i + 1, statement.parameters().get(i));
            }
            both.execute();
            Shown shown;
            try (ResultSet row = both.getResultSet()) {
                shown = Shown.read(row);
            }
            if (shown.scopes != sight.version()
                    || statement.definitions().isPresent()
                            && shown.definitions != statement.definitions().getAsLong()) {
                return new Answered<>(shown, Optional.empty());
            }
            both.getMoreResults();
            List<T> found = new ArrayList<>();
            try (ResultSet row = both.getResultSet()) {
                while (row.next()) {
                    found.add(rows.read(release, row));
                }
            }
            return new Answered<>(shown, Optional.of(found));
        }
    }

    /** Work that talks to the database. */
    private interface Reading<T> {

        T read(Release release) throws SQLException;
    }

    /** The hub's own reads ask nothing for anyone; everyone else's are written down before their result is out. */
    private <T> T audited(Caller caller, Reading<T> reading) {
        Release release = new Release();
        Outcome outcome = Outcome.FAILURE;
        try {
            T result = reading.read(release);
            outcome = Outcome.SUCCESS;
            return result;
        } catch (SQLException e) {
            throw translated(e);
        } finally {
            if (caller.asked().isPresent()) {
                trail.write(new AuditEntry(caller, Action.READ, outcome, release.records(),
                        release.patients()));
            }
        }
    }

    private static RuntimeException translated(SQLException e) {
        RuntimeException translated = new SQLErrorCodeSQLExceptionTranslator("PostgreSQL").translate("read", null, e);
        return translated == null ? new UncategorizedSQLException("read", null, e) : translated;
    }

    /** The versions of scopes and of definitions that a transaction sees. */
    private record Shown(long scopes, long definitions) {

        static Shown read(ResultSet row) throws SQLException {
            row.next();
            return new Shown(row.getLong("version"), row.getLong("definitions"));
        }
    }

    private Shown show(Caller caller, Connection connection) throws SQLException {
        Sight sight = sights.of(caller, connection);
        Shown shown = show(sight, connection);
        // Found in this transaction, it is of this transaction's version.
        return shown.scopes == sight.version() ? shown : show(sights.find(caller, connection), connection);
    }

    private static Shown show(Sight sight, Connection connection) throws SQLException {
        try (PreparedStatement show = connection.prepareStatement(Sights.SHOW)) {
            sight.bind(show, Planned.AS_USUAL);
            try (ResultSet row = show.executeQuery()) {
                return Shown.read(row);
            }
        }
    }

    /** Makes something of a row, and says what it releases. */
    public interface RowReader<T> {

        T read(Release release, ResultSet row) throws SQLException;
    }

    /**
     * Runs work within a write transaction as this caller: it sees what is committed and what the transaction itself
     * has written, under the same row-level security as every other read. What is released is in the trail when the
     * transaction commits. The writer's login must be allowed to act as the reader's.
     *
     * @param shown
     *            takes what was released, also when the work throws: what the trail was told is rolled back with the
     *            transaction
     */
    public <T> T readWithin(WriteTransaction transaction, Caller caller, Function<ReadTransaction, T> work,
            Consumer<AuditEntry> shown) {
        Release release = new Release();
        try {
            Shown sight = show(caller, transaction.connection());
            act(transaction, role(), PlannerSettings.USUAL);
            T result = work.apply(new ReadTransaction(transaction.jdbc(), caller, release, sight.definitions));
            // Not after an exception: it rolls the transaction back, and the role with it.
            act(transaction, "none", PlannerSettings.FEW_ROWS);
            if (caller.asked().isPresent() && release.records() > 0) {
                trail.write(transaction, shown(caller, release));
            }
            return result;
        } catch (SQLException e) {
            throw translated(e);
        } finally {
            shown.accept(shown(caller, release));
        }
    }

    private static AuditEntry shown(Caller caller, Release release) {
        return new AuditEntry(caller, Action.READ, Outcome.SUCCESS, release.records(), release.patients());
    }

    /** A search is planned for what it looks for, whatever the writes around it have asked for. */
    private static void act(WriteTransaction transaction, String role, PlannerSettings settings) {
        transaction.roundTrip()
                .add("SELECT set_config('role', ?, true)", role)
                .add(PlannerSettings.SET, settings.values())
                .run();
    }

    private String role() throws SQLException {
        String known = role;
        if (known == null) {
            try (Connection connection = reader.getConnection();
                    PreparedStatement select = connection.prepareStatement("SELECT current_user");
                    ResultSet row = select.executeQuery()) {
                row.next();
                known = row.getString(1);
            }
            role = known;
        }
        return known;
    }

    /** Closes the connections, where the data source keeps any. */
    @Override
    public void close() throws Exception {
        if (reader instanceof AutoCloseable pool) {
            pool.close();
        }
    }
}
