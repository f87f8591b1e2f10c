package org.tributary.hub.store;

/** A write for a version that is not the current one (HTTP 412). */
public final class VersionConflict extends StoreException {

    private final ResourceKey key;

    private VersionConflict(ResourceKey key, String message) {
        super(message);
        this.key = key;
    }

    static VersionConflict of(ResourceKey key, int expected, int current) {
        return new VersionConflict(key, current == 0
                ? "Version " + expected + " was expected, but there is no such resource"
                : "Version " + expected + " was expected, but version " + current + " is current");
    }

    public ResourceKey key() {
        return key;
    }
}
