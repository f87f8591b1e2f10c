package org.tributary.hub.ingest;

import java.time.Duration;

/** A document was not taken, whatever it holds: nothing of it was kept, and its sender shall send it again. */
public final class IntakeRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** An operator has paused the feed. */
        PAUSED,
        /** The feed's documents come by another door. */
        OTHER_DOOR,
        /** More work waits than the hub takes. */
        BUSY,
        /** The database does not answer. */
        UNAVAILABLE
    }

    private final Reason reason;
    private final transient Duration retryAfter;

    private IntakeRefused(Reason reason, Duration retryAfter, String message) {
        super(message, null, false, false);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public Reason reason() {
        return reason;
    }

    /** After how long it is worth trying again. */
    public Duration retryAfter() {
        return retryAfter;
    }

    static IntakeRefused paused(Feed feed) {
        return new IntakeRefused(Reason.PAUSED, Duration.ofMinutes(1),
                "Feed " + feed.code() + " is paused: send again later");
    }

    static IntakeRefused otherDoor(Feed feed) {
        return new IntakeRefused(Reason.OTHER_DOOR, Duration.ofMinutes(1),
                "Feed " + feed.code() + " takes its documents by the door " + feed.door().code() + " alone");
    }

    static IntakeRefused busy() {
        return new IntakeRefused(Reason.BUSY, Duration.ofSeconds(2),
                "The hub has as much work as it takes: send again later");
    }

    static IntakeRefused unavailable() {
        return new IntakeRefused(Reason.UNAVAILABLE, Duration.ofSeconds(5),
                "The hub cannot store documents just now: send again later");
    }
}
