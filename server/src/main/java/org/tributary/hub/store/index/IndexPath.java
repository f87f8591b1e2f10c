package org.tributary.hub.store.index;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.store.structure.R4Definitions;
import org.tributary.hub.store.structure.R4Type;

/**
 * What is indexed: a path in resources of one type, not a search parameter. Parameters whose expressions share a path
 * ({@code Observation.code} and {@code Observation.combo-code}, {@code subject} and {@code patient}) share its rows.
 *
 * @param key
 *            the path spelled out, e.g. {@code Observation.value:CodeableConcept}
 * @param presence
 *            whether the value is not the element itself but whether it is there and not false
 */
public record IndexPath(String key, IndexKind kind, List<Route> routes, boolean presence) {

    // Parts of the stored format, as is the order of R4's resource types.
    private static final int PLAIN = 0;
    private static final int IDENTIFIER = 1;
    private static final int TEXT = 2;
    private static final int OF_TYPE = 3;
    private static final int FIRST_TYPE = 10;
    private static final Map<String, Integer> TYPES = numbered(R4Definitions.shared().resourceNames());

    public IndexPath {
        routes = List.copyOf(routes);
    }

    /** The number that index rows carry, unless they are those of references. */
    public int number() {
        return Hash.path(key, PLAIN);
    }

    /** The number of the rows with the identifiers of references. */
    public int identifierNumber() {
        return Hash.path(key, IDENTIFIER);
    }

    /** The number of the texts beside codes. */
    public int textNumber() {
        return Hash.path(key, TEXT);
    }

    /** The number of the rows with identifiers together with their type. */
    public int ofTypeNumber() {
        return Hash.path(key, OF_TYPE);
    }

    /** The number of the rows with references to one type; null for targets whose type is not known. */
    public int targetNumber(@Nullable String type) {
        return Hash.path(key, type == null ? PLAIN : TYPES.getOrDefault(type, PLAIN));
    }

    /** Whether values may be URLs in themselves, not references: canonicals. */
    public boolean holdsUrls() {
        return routes.stream().anyMatch(route -> route.leaf().isPrimitive());
    }

    /** Whether values may be references, not only URLs in themselves. */
    public boolean holdsReferences() {
        return routes.stream().anyMatch(route -> !route.leaf().isPrimitive());
    }

    /** Whether values are resources themselves, within a Bundle. */
    boolean holdsResources() {
        return routes.stream().allMatch(route -> route.leaf().kind() == R4Type.Kind.ANY_RESOURCE);
    }

    /** Whether all values are plain codes, whose system the definition implies and JSON does not spell. */
    public boolean onlyCodes() {
        return routes.stream().allMatch(route -> route.leaf().isPrimitive());
    }

    private static Map<String, Integer> numbered(Collection<String> types) {
        Map<String, Integer> numbers = new HashMap<>();
        types.forEach(type -> numbers.put(type, FIRST_TYPE + numbers.size()));
        return Map.copyOf(numbers);
    }
}
