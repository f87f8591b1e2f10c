package org.tributary.hub.store;

import java.util.Set;

/** The 146 resource types of R4 (4.0.1). */
public final class ResourceTypes {

    private ResourceTypes() {
    }

    /** All of them, in alphabetical order. */
    public static Set<String> all() {
        throw new UnsupportedOperationException();
    }

    public static boolean isKnown(String type) {
        return all().contains(type);
    }
}
