package org.tributary.hub.store;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.store.structure.R4Definitions;
import org.tributary.hub.store.structure.R4Element;
import org.tributary.hub.store.structure.R4Type;

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

    /** Whether resources of the type can have a narrative, as all but a few can: R4's DomainResource. */
    public static boolean hasNarrative(String type) {
        return find(type, "text") != null;
    }

    /** Whether every resource of the type has this member. */
    public static boolean isMandatory(String type, String jsonName) {
        R4Element element = find(type, jsonName);
        return element != null && element.min() > 0;
    }

    /** The element that a JSON member is: {@code value} for {@code valueString}; its own name if it is none. */
    public static String elementName(String type, String jsonName) {
        R4Element element = find(type, jsonName);
        return element == null ? jsonName : element.baseName();
    }

    private static @Nullable R4Element find(String type, String jsonName) {
        R4Type definition = R4Definitions.shared().findResource(type);
        return definition == null ? null : definition.findElement(jsonName);
    }
}
