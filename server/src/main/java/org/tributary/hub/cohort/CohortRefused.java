package org.tributary.hub.cohort;

import java.time.Duration;

/**
 * A definition that cannot be counted. The message names the place by its JSON Pointer and says what is wanted there;
 * it never repeats a value.
 */
public final class CohortRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private enum Reason {
        UNREADABLE, WRONG, TOO_LONG
    }

    private final Reason reason;

    private CohortRefused(String message, Reason reason) {
        super(message);
        this.reason = reason;
    }

    /** What was sent is no JSON object, or too large. */
    static CohortRefused unreadable(String message) {
        return new CohortRefused(message, Reason.UNREADABLE);
    }

    /**
     * A part of it is not what it has to be.
     *
     * @param path
     *            the JSON Pointer of the part; empty for the whole
     * @param wanted
     *            what has to be there, e.g. {@code must be a list}
     */
    static CohortRefused at(String path, String wanted) {
        return new CohortRefused((path.isEmpty() ? "The definition" : path) + " " + wanted, Reason.WRONG);
    }

    /** To find who meets it takes longer than a question may. */
    static CohortRefused tooLong(Duration allowed) {
        String time = allowed.toSeconds() == 0
                ? allowed.toMillis() + " milliseconds"
                : allowed.toSeconds() + " seconds";
        return new CohortRefused("To count this takes longer than " + time
                + ": name codes or kinds, a shorter period, or fewer sentences", Reason.TOO_LONG);
    }

    /** Whether it could not even be read. */
    public boolean isUnreadable() {
        return reason == Reason.UNREADABLE;
    }

    /** Whether it was understood, and takes too long to count. */
    public boolean isTooLong() {
        return reason == Reason.TOO_LONG;
    }

    /** The message. */
    public String words() {
        return String.valueOf(getMessage());
    }
}
