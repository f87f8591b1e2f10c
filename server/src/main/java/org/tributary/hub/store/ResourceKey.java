package org.tributary.hub.store;

/** Names a resource: its R4 type and logical id (R4 {@code id}: 1 to 64 of letters, digits, '-' and '.'). */
public record ResourceKey(String type, String id) {

    /** The relative reference, e.g. {@code Patient/123}. */
    public String reference() {
        return type + '/' + id;
    }
}
