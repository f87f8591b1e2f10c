package org.tributary.hub.store.search;

import java.util.List;
import org.tributary.hub.store.CompartmentTypes;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.ResourceTypes;
import org.tributary.hub.store.SearchRefused;
import org.tributary.hub.store.SearchTarget;

/** The types that a search looks through. */
final class SearchedTypes {

    private SearchedTypes() {
    }

    /**
     * The type of the path; else those that {@code _type} names, each of which the token must grant; else all that the
     * token grants.
     */
    static List<String> of(SearchTarget target, List<Parameter> parameters) {
        List<Parameter> named = parameters.stream().filter(parameter -> parameter.name().equals("_type")).toList();
        if (target.type().isPresent()) {
            String type = target.type().get();
            if (!ResourceTypes.isKnown(type)) {
                throw SearchRefused.invalid("_type", "R4 has no such resource type");
            }
            return List.of(type);
        }
        if (named.size() > 1) {
            throw SearchRefused.invalid("_type", "it must be given once, with its types separated by commas");
        }
        List<String> types = named.isEmpty()
                ? target.types()
                : QueryText.split(named.getFirst().value(), ',').stream().distinct().toList();
        for (String type : types) {
            if (!ResourceTypes.isKnown(type)) {
                throw SearchRefused.invalid("_type", "R4 has no resource type '" + type + "'");
            }
            if (!target.searchable().test(type)) {
                throw SearchRefused.forbidden("_type", type);
            }
        }
        return target.compartment().map(focus -> inCompartment(focus, types, !named.isEmpty())).orElse(types);
    }

    private static List<String> inCompartment(ResourceKey focus, List<String> types, boolean named) {
        List<String> held = types.stream().filter(type -> CompartmentTypes.holds(focus.type(), type)).toList();
        if (named && held.size() < types.size()) {
            throw SearchRefused.invalid("_type", "R4 does not put all of them into the compartment of a "
                    + focus.type());
        }
        if (held.isEmpty()) {
            throw SearchRefused.forbidden("_type", focus.type());
        }
        return held;
    }
}
