package org.tributary.hub.store.index;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is indexed of the resources of one type: each path once. */
public final class IndexPlan {

    /**
     * @param elements
     *            whether its rows tell the element they come from
     */
    record Indexing(IndexPath path, boolean elements) {
    }

    private final List<Indexing> indexings;

    private IndexPlan(List<Indexing> indexings) {
        this.indexings = indexings;
    }

    static IndexPlan of(Collection<ParameterDefinition> definitions) {
        Map<String, IndexPath> paths = new LinkedHashMap<>();
        definitions.stream()
                .flatMap(ParameterCatalog::pathsIn)
                .forEach(path -> paths.putIfAbsent(path.kind() + path.key(), path));
        Set<String> elements = definitions.stream()
                .filter(ParameterDefinition.Composite.class::isInstance)
                .flatMap(composite -> ParameterCatalog.components((ParameterDefinition.Composite) composite))
                .filter(ParameterDefinition.Component::inElement)
                .flatMap(component -> component.value().paths().stream())
                .map(IndexPath::key)
                .collect(Collectors.toUnmodifiableSet());
        return new IndexPlan(
                paths.values()
                        .stream()
                        .map(path -> new Indexing(path, elements.contains(path.key())))
                        .toList());
    }

    List<Indexing> indexings() {
        return indexings;
    }

    List<IndexPath> paths() {
        return indexings.stream().map(Indexing::path).toList();
    }
}
