package org.tributary.hub.identity.review;

/** A decision that cannot be taken; its message is for who asked. */
public final class DecisionRefused extends RuntimeException {

    /** What was wrong. */
    public enum Kind {
        /** The caller is none who decides. */
        FORBIDDEN,
        /** There is no such thing, or it is not for the caller to see. */
        UNKNOWN,
        /** What was asked makes no sense. */
        INVALID
    }

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    private DecisionRefused(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    static DecisionRefused forbidden() {
        return new DecisionRefused(Kind.FORBIDDEN,
                "Who is who is decided by coordinators and operators who may read Patients.");
    }

    static DecisionRefused unknown(String what) {
        return new DecisionRefused(Kind.UNKNOWN, "There is no such " + what + ".");
    }

    static DecisionRefused invalid(String message) {
        return new DecisionRefused(Kind.INVALID, message);
    }

    public Kind kind() {
        return kind;
    }
}
