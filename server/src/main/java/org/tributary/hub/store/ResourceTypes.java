package org.tributary.hub.store;

import java.util.Set;
import org.tributary.hub.store.structure.R4Definitions;

/** The 146 resource types of R4 (4.0.1). */
public final class ResourceTypes {

    private ResourceTypes() {
    }

    /** All of them, in alphabetical order. */
    public static Set<String> all() {
        return R4Definitions.shared().resourceNames();
    }

    public static boolean isKnown(String type) {
        return all().contains(type);
    }
}
