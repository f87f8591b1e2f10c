package org.tributary.hub.store.search;

import java.util.List;
import org.tributary.hub.store.CompartmentTypes;
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
            if (!named.isEmpty()) {
                throw SearchRefused.unsupported("_type", "it is for searches across types");
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
        return target.compartment()
                .map(focus -> types.stream().filter(type -> CompartmentTypes.holds(focus.type(), type)).toList())
                .orElse(types);
    }
}
