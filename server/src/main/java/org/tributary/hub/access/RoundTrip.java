package org.tributary.hub.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;

/**
 * Statements of a write transaction that travel together: PostgreSQL works them off one after the other, each seeing
 * what those before it did, and answers all of them at once. Whoever has the answers of one to go by before the next
 * needs two round trips.
 */
public final class RoundTrip {

    /** Takes the rows of an answer, one after the other. */
    public interface EachRow {

        void read(ResultSet row) throws SQLException;
    }

    private record Statement(String sql, List<@Nullable Object> values, @Nullable EachRow rows) {
    }

    private final Connection connection;
    private final List<Statement> statements = new ArrayList<>();

    RoundTrip(Connection connection) {
        this.connection = connection;
    }

    /**
     * Adds a statement whose answer nobody asks for.
     *
     * @param values
     *            of its question marks; arrays of longs, ints, doubles and texts travel as PostgreSQL's
     */
    public RoundTrip add(String sql, @Nullable Object... values) {
        statements.add(new Statement(sql, Arrays.asList(values), null));
        return this;
    }

    /** Adds a query. */
    public RoundTrip ask(EachRow rows, String sql, @Nullable Object... values) {
        statements.add(new Statement(sql, Arrays.asList(values), rows));
        return this;
    }

    /** Sends what was added and waits for all answers; then there is nothing more to send. */
    public void run() {
        if (statements.isEmpty()) {
            return;
        }
        StringBuilder sql = new StringBuilder();
        statements.forEach(statement -> sql.append(sql.isEmpty() ? "" : ";\n").append(statement.sql));
        try (PreparedStatement all = connection.prepareStatement(sql.toString())) {
            int place = 1;
            for (Statement statement : statements) {
                for (Object value : statement.values) {
                    all.setObject(place++, value);
                }
            }
            all.execute();
            read(all);
        } catch (SQLException e) {
            RuntimeException translated = new SQLErrorCodeSQLExceptionTranslator("PostgreSQL").translate("write", null,
                    e);
            throw translated == null ? new UncategorizedSQLException("write", null, e) : translated;
        }
        statements.clear();
    }

    private void read(PreparedStatement all) throws SQLException {
        for (Statement statement : statements) {
            if (statement.rows != null) {
                try (ResultSet row = all.getResultSet()) {
                    while (row.next()) {
                        statement.rows.read(row);
                    }
                }
            }
            all.getMoreResults();
        }
    }
}
