package org.tributary.hub.store.index;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tributary.hub.store.structure.R4Definitions;
import org.tributary.hub.store.structure.R4Type;

/**
 * Search parameters: R4's own, and in a catalog made by {@link #with} those that the operator added. Immutable;
 * compiled for a resource type when it is first asked for.
 */
public final class ParameterCatalog {

    /** Parameters of the type Resource that are columns of the store's own table. */
    private static final Set<String> COLUMNS = Set.of("_id", "_lastUpdated");

    private static final ParameterCatalog SHARED = new ParameterCatalog(List.of());

    private final List<CustomParameter> custom;
    private final Map<String, SortedMap<String, ParameterDefinition>> byType = new ConcurrentHashMap<>();
    private final Map<String, IndexPlan> plans = new ConcurrentHashMap<>();

    private ParameterCatalog(List<CustomParameter> custom) {
        this.custom = List.copyOf(custom);
    }

    /** R4's own. */
    public static ParameterCatalog shared() {
        return SHARED;
    }

    /** R4's own and these. */
    public static ParameterCatalog with(List<CustomParameter> custom) {
        return custom.isEmpty() ? SHARED : new ParameterCatalog(custom);
    }

    /** How a parameter would be served for a resource type of R4: perhaps not, and why. */
    public static ParameterDefinition compile(ParameterSource source, String type) {
        return R4Definitions.shared().findResource(type) instanceof R4Type resource
                ? ParameterCompiler.compile(source, resource)
                : new ParameterDefinition.Unserved(source.name(), source.url(), source.type(),
                        "R4 has no resource type " + type);
    }

    /**
     * A path of this catalog, of any type, whose rows those of a parameter could be taken for: their numbers are hashes
     * of 24 bits.
     */
    public Optional<String> findClash(ParameterDefinition definition) {
        Map<Integer, String> fresh = pathsIn(definition)
                .collect(Collectors.toMap(IndexPath::number, IndexPath::key, (one, same) -> one));
        return R4Definitions.shared()
                .resourceNames()
                .stream()
                .flatMap(type -> pathsOf(type).stream())
                .filter(path -> !path.key().equals(fresh.getOrDefault(path.number(), path.key())))
                .map(IndexPath::key)
                .findFirst();
    }

    /**
     * All parameters of a resource type, by name; none for an unknown type. Those that are not ready are there as not
     * served.
     */
    public SortedMap<String, ParameterDefinition> parametersOf(String type) {
        List<CustomParameter> added = listCustom(type);
        return added.isEmpty() && this != SHARED
                ? SHARED.parametersOf(type)
                : byType.computeIfAbsent(type, name -> compile(name, added));
    }

    private List<CustomParameter> listCustom(String type) {
        return custom.stream().filter(parameter -> parameter.bases().contains(type)).toList();
    }

    /** What is to be indexed for a resource type. The plan is the same as long as the parameters are. */
    public IndexPlan planOf(String type) {
        List<CustomParameter> added = listCustom(type);
        return added.isEmpty() && this != SHARED
                ? SHARED.planOf(type)
                : plans.computeIfAbsent(type, name -> IndexPlan.of(definitionsToIndex(name, added)));
    }

    /** All paths of a resource type, each once. */
    List<IndexPath> pathsOf(String type) {
        return planOf(type).paths();
    }

    private List<ParameterDefinition> definitionsToIndex(String type, List<CustomParameter> added) {
        List<ParameterDefinition> definitions = new ArrayList<>(SHARED.parametersOf(type).values());
        added.forEach(parameter -> definitions.add(compile(parameter.source(), type)));
        return definitions;
    }

    static Stream<IndexPath> pathsIn(ParameterDefinition definition) {
        return switch (definition) {
            case ParameterDefinition.Indexed indexed -> indexed.paths().stream();
            case ParameterDefinition.Composite composite -> components(composite)
                    .flatMap(component -> component.value().paths().stream());
            case ParameterDefinition.Near near -> Stream.of(near.latitude(), near.longitude());
            case ParameterDefinition.Unserved unserved -> Stream.of();
        };
    }

    static Stream<ParameterDefinition.Component> components(ParameterDefinition.Composite composite) {
        return composite.alternatives().stream().flatMap(alternative -> alternative.components().stream());
    }

    private static SortedMap<String, ParameterDefinition> compile(String type, List<CustomParameter> added) {
        R4Type resource = R4Definitions.shared().findResource(type);
        if (resource == null) {
            return Collections.emptySortedMap();
        }
        SortedMap<String, ParameterDefinition> parameters = new TreeMap<>();
        for (CustomParameter parameter : added) {
            ParameterSource source = parameter.source();
            parameters.put(source.name(), parameter.ready()
                    ? ParameterCompiler.compile(source, resource)
                    : new ParameterDefinition.Unserved(source.name(), source.url(), source.type(),
                            "what is stored is still being indexed for it; SearchParameter/" + parameter.id()
                                    + "/$status tells how far that is"));
        }
        for (ParameterSource source : ofR4(resource)) {
            if (!COLUMNS.contains(source.name())) {
                parameters.put(source.name(), ParameterCompiler.compile(source, resource));
            }
        }
        return Collections.unmodifiableSortedMap(parameters);
    }

    private static List<ParameterSource> ofR4(R4Type resource) {
        List<ParameterSource> sources = new ArrayList<>(R4Parameters.shared().of("Resource"));
        if (resource.findElement("text") != null) {
            sources.addAll(R4Parameters.shared().of("DomainResource"));
        }
        sources.addAll(R4Parameters.shared().of(resource.name()));
        return sources;
    }
}
