package org.tributary.hub.store;

import org.jspecify.annotations.Nullable;

/** How a version came to be, in HTTP's words. Mapped and loaded resources count as put. */
public enum WriteMethod {
    POST, PUT, PATCH, DELETE;

    private static final short STORED_POST = 1;
    private static final short STORED_PATCH = 2;

    /** As the column {@code method} has it; most versions need no value. */
    @Nullable
    Short stored() {
        return switch (this) {
            case POST -> STORED_POST;
            case PATCH -> STORED_PATCH;
            case PUT, DELETE -> null;
        };
    }

    static WriteMethod of(int stored, boolean deleted) {
        if (deleted) {
            return DELETE;
        }
        return switch (stored) {
            case STORED_POST -> POST;
            case STORED_PATCH -> PATCH;
            default -> PUT;
        };
    }
}
