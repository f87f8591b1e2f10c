package org.tributary.hub.cohort;

/**
 * A definition that cannot be counted. The message names the place by its JSON Pointer and says what is wanted there;
 * it never repeats a value.
 */
public final class CohortRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean unreadable;

    private CohortRefused(String message, boolean unreadable) {
        super(message);
        this.unreadable = unreadable;
    }

    /** What was sent is no JSON object, or too large. */
    static CohortRefused unreadable(String message) {
        return new CohortRefused(message, true);
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
        return new CohortRefused((path.isEmpty() ? "The definition" : path) + " " + wanted, false);
    }

    /** Whether it could not even be read. */
    public boolean isUnreadable() {
        return unreadable;
    }

    /** The message. */
    public String words() {
        return String.valueOf(getMessage());
    }
}
