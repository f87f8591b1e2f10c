package org.tributary.hub.store.index;

/** A search parameter's expression is beyond the part of FHIRPath that the index knows. The message says where. */
final class ExpressionRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ExpressionRefused(String message) {
        super(message, null, false, false);
    }

    String reason() {
        String message = getMessage();
        return message == null ? "it cannot be read" : message;
    }
}
