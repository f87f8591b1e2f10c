package org.tributary.hub.ops;

/** The hub cannot start, and the message tells an operator what to do; shown without a stack trace. */
public final class StartUpFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartUpFailure(String message) {
        super(message);
    }

    StartUpFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
