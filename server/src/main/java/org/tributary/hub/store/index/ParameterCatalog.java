package org.tributary.hub.store.index;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * R4's search parameters, read from HAPI's validation resources when first used and compiled for a resource type when
 * it is first asked for.
 */
public final class ParameterCatalog {

    private static final String FILE = "/org/hl7/fhir/r4/model/sp/search-parameters.json";

    /** Parameters of the type Resource that are columns of the store's own table. */
    private static final Set<String> COLUMNS = Set.of("_id", "_lastUpdated");

    private static final ParameterCatalog SHARED = new ParameterCatalog();

    private final Map<String, List<Definition>> definitionsByBase = read();
    private final Map<String, Definition> definitionsByUrl = definitionsByBase.values()
            .stream()
            .flatMap(List::stream)
            .collect(Collectors.toMap(Definition::url, definition -> definition, (one, same) -> one));
    private final Map<String, SortedMap<String, ParameterDefinition>> byType = new ConcurrentHashMap<>();

    /** A SearchParameter resource, as far as it matters here. */
    private record Definition(String name, String url, String type, String expression, List<String> targets,
            List<Part> parts) {
    }

    /** A component of a composite parameter. */
    private record Part(String url, String expression) {
    }

    private ParameterCatalog() {
    }

    public static ParameterCatalog shared() {
        return SHARED;
    }

    /** All parameters that R4 defines for a resource type, by name; none for an unknown type. */
    public SortedMap<String, ParameterDefinition> parametersOf(String type) {
        return byType.computeIfAbsent(type, this::compile);
    }

    /** What is to be indexed for a resource type, each path once. */
    List<IndexPath> pathsOf(String type) {
        Map<String, IndexPath> paths = new LinkedHashMap<>();
        for (ParameterDefinition definition : parametersOf(type).values()) {
            pathsIn(definition).forEach(path -> paths.putIfAbsent(path.kind() + path.key(), path));
        }
        return List.copyOf(paths.values());
    }

    private static List<IndexPath> pathsIn(ParameterDefinition definition) {
        return switch (definition) {
            case ParameterDefinition.Indexed indexed -> indexed.paths();
            case ParameterDefinition.Composite composite -> components(composite)
                    .flatMap(component -> component.value().paths().stream())
                    .toList();
            case ParameterDefinition.Near near -> List.of(near.latitude(), near.longitude());
            case ParameterDefinition.Unserved unserved -> List.of();
        };
    }

    private static Stream<ParameterDefinition.Component> components(ParameterDefinition.Composite composite) {
        return composite.alternatives().stream().flatMap(alternative -> alternative.components().stream());
    }

    /** The keys of paths whose rows tell the element they come from. */
    Set<String> elementPathsOf(String type) {
        return parametersOf(type).values()
                .stream()
                .filter(ParameterDefinition.Composite.class::isInstance)
                .flatMap(composite -> components((ParameterDefinition.Composite) composite))
                .filter(ParameterDefinition.Component::inElement)
                .flatMap(component -> component.value().paths().stream())
                .map(IndexPath::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    private SortedMap<String, ParameterDefinition> compile(String type) {
        SortedMap<String, ParameterDefinition> parameters = new TreeMap<>();
        R4Type resource = R4Definitions.shared().findResource(type);
        if (resource == null) {
            return Collections.emptySortedMap();
        }
        List<Definition> definitions = new ArrayList<>(definitionsByBase.getOrDefault("Resource", List.of()));
        if (resource.findElement("text") != null) {
            definitions.addAll(definitionsByBase.getOrDefault("DomainResource", List.of()));
        }
        definitions.addAll(definitionsByBase.getOrDefault(type, List.of()));
        for (Definition definition : definitions) {
            if (!COLUMNS.contains(definition.name)) {
                parameters.put(definition.name, compile(definition, resource));
            }
        }
        return Collections.unmodifiableSortedMap(parameters);
    }

    private ParameterDefinition compile(Definition definition, R4Type resource) {
        if (definition.type.equals("composite")) {
            return composite(definition, resource);
        }
        if (definition.name.equals("near") && resource.name().equals("Location")) {
            return near(definition, resource);
        }
        Optional<IndexKind> kind = IndexKind.findByCode(definition.type);
        if (kind.isEmpty()) {
            return unserved(definition, "search parameters of type " + definition.type + " are not supported yet");
        }
        if (definition.expression.isEmpty()) {
            return unserved(definition, "it has no expression");
        }
        List<IndexPath> paths = new ArrayList<>();
        Set<Optional<String>> targets = new HashSet<>();
        for (Optional<PathTerm> parsed : PathTerm.parse(definition.expression, resource.name())) {
            if (parsed.isEmpty()) {
                return unserved(definition, "its expression is beyond the index");
            }
            PathTerm term = parsed.get();
            boolean general = term.root().equals("Resource") || term.root().equals("DomainResource");
            if (!general && !term.root().equals(resource.name())) {
                continue;
            }
            Optional<IndexPath> path = path(term, resource, kind.get());
            if (path.isEmpty()) {
                return unserved(definition, "its expression reaches nothing that a search by " + definition.type
                        + " can compare");
            }
            paths.add(path.get());
            targets.add(path.get().holdsResources() ? definition.targets.stream().findFirst() : target(term));
        }
        if (paths.isEmpty() || targets.size() > 1) {
            return unserved(definition, "its expression is beyond the index");
        }
        return new ParameterDefinition.Indexed(definition.name, definition.url, kind.get(), paths,
                targets.iterator().next(), definition.targets);
    }

    private static ParameterDefinition unserved(Definition definition, String reason) {
        return new ParameterDefinition.Unserved(definition.name, definition.url, definition.type, reason);
    }

    private static ParameterDefinition near(Definition definition, R4Type resource) {
        return new ParameterDefinition.Near(definition.name, definition.url,
                CompositeTerms.numberPath("Location.position.latitude", resource),
                CompositeTerms.numberPath("Location.position.longitude", resource));
    }

    private ParameterDefinition composite(Definition definition, R4Type resource) {
        List<CompositeTerms.Part> parts = definition.parts.stream().map(part -> {
            Definition of = definitionsByUrl.get(part.url);
            return new CompositeTerms.Part(part.expression, of == null ? "" : of.type);
        }).toList();
        List<ParameterDefinition.Alternative> alternatives = CompositeTerms.compile(definition.expression, parts,
                resource);
        return alternatives.isEmpty()
                ? unserved(definition, "its expression is beyond the index")
                : new ParameterDefinition.Composite(definition.name, definition.url, alternatives);
    }

    static Optional<IndexPath> path(PathTerm term, R4Type resource, IndexKind kind) {
        Optional<List<Route>> compiled = Route.compile(term, resource);
        if (compiled.isEmpty()) {
            return Optional.empty();
        }
        List<Route> routes = compiled.get()
                .stream()
                .filter(route -> term.existsAndNotFalse() || IndexedTypes.canHold(kind, route.leaf()))
                .toList();
        return routes.isEmpty()
                ? Optional.empty()
                : Optional.of(new IndexPath(key(term, resource), kind, routes, term.existsAndNotFalse()));
    }

    private static Optional<String> target(PathTerm term) {
        return term.steps()
                .stream()
                .filter(PathTerm.WhereResolvesTo.class::isInstance)
                .map(step -> ((PathTerm.WhereResolvesTo) step).type())
                .findFirst();
    }

    /** The target is left out: rows of references carry it. */
    private static String key(PathTerm term, R4Type resource) {
        return resource.name() + term.steps().stream().map(step -> switch (step) {
            case PathTerm.Child child -> '.' + child.name();
            case PathTerm.OfType of -> ':' + of.type();
            case PathTerm.WhereEquals where -> '[' + where.child() + '=' + where.value() + ']';
            case PathTerm.WhereResolvesTo where -> "";
            case PathTerm.ItemAt item -> "[" + item.place() + ']';
        }).collect(Collectors.joining()) + (term.existsAndNotFalse() ? "!" : "");
    }

    private static Map<String, List<Definition>> read() {
        try (InputStream file = ParameterCatalog.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("R4's search parameters are missing");
            }
            Map<String, List<Definition>> byBase = new LinkedHashMap<>();
            for (JsonNode entry : JsonMapper.shared().readTree(file).get("entry")) {
                JsonNode parameter = entry.get("resource");
                Definition definition = new Definition(parameter.get("code").stringValue(),
                        parameter.get("url").stringValue(), parameter.get("type").stringValue(),
                        parameter.path("expression").asString(""),
                        parameter.path("target").valueStream().map(JsonNode::stringValue).toList(),
                        parameter.path("component")
                                .valueStream()
                                .map(part -> new Part(part.get("definition").stringValue(),
                                        part.get("expression").stringValue()))
                                .toList());
                for (JsonNode base : parameter.get("base")) {
                    byBase.computeIfAbsent(base.stringValue(), name -> new ArrayList<>()).add(definition);
                }
            }
            return byBase;
        } catch (IOException e) {
            throw new IllegalStateException("R4's search parameters cannot be read", e);
        }
    }
}
