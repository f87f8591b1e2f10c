package org.tributary.hub.store.index;

import java.util.List;
import org.jspecify.annotations.Nullable;

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

    public IndexPath {
        routes = List.copyOf(routes);
    }

    /** The number that index rows carry. */
    public int number() {
        return Hash.path(key);
    }

    /** The number of the rows with the identifiers of references. */
    public int identifierNumber() {
        return Hash.path(key + ":identifier");
    }

    /** The number of the rows with references to one type; null for targets whose type is not known. */
    public int targetNumber(@Nullable String type) {
        return Hash.path(key + "->" + (type == null ? "" : type));
    }

    /** Whether values may be URLs in themselves, not references: canonicals. */
    public boolean holdsUrls() {
        return routes.stream().anyMatch(route -> route.leaf().isPrimitive());
    }

    /** Whether all values are plain codes, whose system the definition implies and JSON does not spell. */
    public boolean onlyCodes() {
        return routes.stream().allMatch(route -> route.leaf().isPrimitive());
    }
}
