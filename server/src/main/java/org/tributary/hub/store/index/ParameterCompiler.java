package org.tributary.hub.store.index;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tributary.hub.store.structure.R4Type;

/** Makes of a search parameter what the index and searches of one resource type need to know of it. */
final class ParameterCompiler {

    private ParameterCompiler() {
    }

    static ParameterDefinition compile(ParameterSource source, R4Type resource) {
        try {
            if (source.type().equals("composite")) {
                return composite(source, resource);
            }
            if (source.name().equals("near") && resource.name().equals("Location")) {
                return near(source, resource);
            }
            Optional<IndexKind> kind = IndexKind.findByCode(source.type());
            if (kind.isEmpty()) {
                return unserved(source, "search parameters of type " + source.type() + " are not supported yet");
            }
            return source.expression().isEmpty()
                    ? unserved(source, "it has no expression")
                    : indexed(source, resource, kind.get());
        } catch (ExpressionRefused e) {
            return unserved(source, "its expression is beyond the index: " + e.reason());
        }
    }

    private static ParameterDefinition indexed(ParameterSource source, R4Type resource, IndexKind kind) {
        List<IndexPath> paths = new ArrayList<>();
        Set<Optional<String>> targets = new HashSet<>();
        for (PathTerm term : ExpressionParser.parse(source.expression(), resource.name())) {
            if (!term.startsAt(resource.name())) {
                continue;
            }
            Optional<IndexPath> path = path(term, resource, kind);
            Optional<String> target = target(term);
            if (path.isEmpty() || (target.isPresent() && kind != IndexKind.REFERENCE)) {
                return unserved(source, "its expression reaches nothing in " + resource.name() + " that a search by "
                        + source.type() + " can compare");
            }
            paths.add(path.get());
            targets.add(path.get().holdsResources() ? source.targets().stream().findFirst() : target);
        }
        if (paths.isEmpty()) {
            return unserved(source, "its expression reaches nothing in " + resource.name());
        }
        return targets.size() > 1
                ? unserved(source, "its alternatives lead to different types")
                : new ParameterDefinition.Indexed(source.name(), source.url(), kind, paths,
                        targets.iterator().next(), source.targets());
    }

    private static ParameterDefinition unserved(ParameterSource source, String reason) {
        return new ParameterDefinition.Unserved(source.name(), source.url(), source.type(), reason);
    }

    private static ParameterDefinition near(ParameterSource source, R4Type resource) {
        return new ParameterDefinition.Near(source.name(), source.url(),
                CompositeTerms.numberPath("Location.position.latitude", resource),
                CompositeTerms.numberPath("Location.position.longitude", resource));
    }

    private static ParameterDefinition composite(ParameterSource source, R4Type resource) {
        List<ParameterDefinition.Alternative> alternatives = CompositeTerms.compile(source.expression(),
                source.parts(), resource);
        return alternatives.isEmpty()
                ? unserved(source, "it names no element of " + resource.name()
                        + " whose components the index can compare")
                : new ParameterDefinition.Composite(source.name(), source.url(), alternatives);
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
}
