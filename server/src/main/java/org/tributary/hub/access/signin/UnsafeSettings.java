package org.tributary.hub.access.signin;

/** Settings under which the hub refuses to start; the message is one sentence that says what to change. */
public final class UnsafeSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnsafeSettings(String message) {
        super(message);
    }
}
