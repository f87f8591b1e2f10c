package org.tributary.hub.ingest;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * Tells a failure of the database, which passes, from one that the document itself causes and that would come again.
 */
final class StorageFailure {

    /**
     * SQLSTATE classes of what is not the statement's fault: connection, rollback for the sake of others, resources,
     * locks, an operator's intervention, the system, and a server that is not the one that was asked for.
     */
    private static final Set<String> PASSING = Set.of("08", "25", "40", "53", "55", "57", "58");
    private static final int CLASS_LENGTH = 2;

    private StorageFailure() {
    }

    /**
     * Whether the same document may be stored when it is tried again. When the transaction could not even be rolled
     * back, its connection was lost.
     */
    static boolean passes(Throwable failure) {
        if (Arrays.stream(failure.getSuppressed()).anyMatch(SQLException.class::isInstance)) {
            return true;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                // A pool that has no connection to give says no state.
                return state == null || state.length() < CLASS_LENGTH
                        || PASSING.contains(state.substring(0, CLASS_LENGTH));
            }
            if (cause instanceof NonTransientDataAccessResourceException) {
                return true;
            }
        }
        return failure instanceof DataAccessException;
    }

    /** The SQLSTATE of a failure, for the log; empty when it has none. */
    static String state(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }
}
