package org.tributary.hub.access;

import java.util.UUID;
import org.slf4j.Logger;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** What doors and pages do about a failure of the hub itself. */
public final class Incident {

    /** {@code Retry-After} of an answer that a hub which is too busy, or without a database, could not give. */
    public static final String RETRY_AFTER_SECONDS = "30";

    /** What is told to whoever asked then. */
    public static final String UNAVAILABLE = "The hub's database does not answer; try again";

    /** How many causes behind one another are told. */
    private static final int DEPTH = 5;

    private Incident() {
    }

    /**
     * Whether the database did not answer, or had no connection left: nothing is broken, and whoever asks again later
     * may be answered.
     */
    public static boolean isUnavailable(Throwable failure) {
        return failure instanceof TransientDataAccessException
                || failure instanceof DataAccessResourceFailureException
                // What the sessions of pages are read in.
                || failure instanceof CannotCreateTransactionException;
    }

    /** One line, since a busy hub has enough to do. */
    public static void warnUnavailable(Logger log, Throwable failure) {
        log.warn("The database does not answer: {}", failure.getClass().getName());
    }

    /**
     * Tells the log what broke: types and places alone, since messages of exceptions may hold what was sent or stored.
     *
     * @return what the log calls it
     */
    public static String log(Logger log, Throwable failure) {
        String incident = UUID.randomUUID().toString();
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEPTH; depth++, cause = cause.getCause()) {
            Throwable place = new Throwable(cause.getClass().getName());
            place.setStackTrace(cause.getStackTrace());
            log.error("Incident {}", incident, place);
        }
        return incident;
    }
}
