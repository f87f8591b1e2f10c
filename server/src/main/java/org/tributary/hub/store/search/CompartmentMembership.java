package org.tributary.hub.store.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.index.Compartments;
import org.tributary.hub.store.index.Hash;
import org.tributary.hub.store.index.IndexPath;
import org.tributary.hub.store.index.ParameterCatalog;
import org.tributary.hub.store.index.ParameterDefinition.Indexed;

/**
 * What puts resources into a compartment, as a criterion: any of the references that R4 names for their type leads to
 * the resource that the compartment is of, or they are that resource.
 */
final class CompartmentMembership {

    private CompartmentMembership() {
    }

    /**
     * @param types
     *            that can be in the compartment
     */
    static Criterion of(ResourceKey focus, List<String> types) {
        Set<Integer> paths = new LinkedHashSet<>();
        for (String type : types) {
            for (String name : Compartments.shared().parametersOf(focus.type(), type)) {
                if (ParameterCatalog.shared().parametersOf(type).get(name) instanceof Indexed reference) {
                    reference.paths()
                            .stream()
                            .filter(IndexPath::holdsReferences)
                            .forEach(path -> paths.add(path.targetNumber(focus.type())));
                }
            }
        }
        long number = Hash.value(focus.reference());
        List<Criterion> ways = new ArrayList<>();
        if (!paths.isEmpty()) {
            ways.add(new Criterion.Links(List.copyOf(paths), List.of(number)));
        }
        if (types.contains(focus.type())) {
            ways.add(new Criterion.Named(List.of(number)));
        }
        return ways.size() == 1 ? ways.getFirst() : new Criterion.AnyOf(ways);
    }
}
