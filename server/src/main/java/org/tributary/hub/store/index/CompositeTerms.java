package org.tributary.hub.store.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tributary.hub.store.index.ParameterDefinition.Alternative;
import org.tributary.hub.store.index.ParameterDefinition.Component;
import org.tributary.hub.store.structure.R4Definitions;
import org.tributary.hub.store.structure.R4Element;
import org.tributary.hub.store.structure.R4Type;

/** Compiles the expressions of composite parameters: the elements, and in each of them the components. */
final class CompositeTerms {

    private static final String WHOLE_RESOURCE = "%resource.";

    private CompositeTerms() {
    }

    /** Empty for what is beyond the index. */
    static List<Alternative> compile(String expression, List<ParameterSource.Part> parts, R4Type resource) {
        List<Alternative> alternatives = new ArrayList<>();
        for (String base : expression.split("\\|", -1)) {
            String element = base.trim();
            if (!element.equals(resource.name()) && !element.startsWith(resource.name() + '.')) {
                continue;
            }
            if (element.indexOf('.') != element.lastIndexOf('.')) {
                throw new ExpressionRefused("a composite parameter is of an element of the resource itself");
            }
            List<Component> components = new ArrayList<>();
            for (ParameterSource.Part part : parts) {
                component(element, part, resource).ifPresent(components::add);
            }
            if (components.size() != parts.size() || components.size() < 2) {
                return List.of();
            }
            alternatives.add(new Alternative(components));
        }
        return alternatives;
    }

    private static Optional<Component> component(String element, ParameterSource.Part part, R4Type resource) {
        boolean whole = part.expression().startsWith(WHOLE_RESOURCE);
        String inside = whole ? part.expression().substring(WHOLE_RESOURCE.length()) : part.expression();
        String base = whole ? resource.name() : element;
        // R4's own file misspells the type in one of them.
        String full = Stream.of(inside.split("\\|", -1))
                .map(term -> base + '.' + term.trim().replace("as(DateTime)", "as(dateTime)"))
                .reduce((one, other) -> one + " | " + other)
                .orElseThrow();
        boolean inElement = !whole && repeats(element, resource);
        // R4 swaps the parameters that define the two components of DocumentReference.relationship.
        return Stream
                .concat(IndexKind.findByCode(part.type()).stream(), Stream.of(IndexKind.TOKEN, IndexKind.REFERENCE))
                .map(kind -> indexed(full, kind, resource))
                .flatMap(Optional::stream)
                .findFirst()
                .map(value -> new Component(tellingElements(value, inElement), inElement));
    }

    /** Not all rows of the index tell the element that they come from. */
    private static ParameterDefinition.Indexed tellingElements(ParameterDefinition.Indexed value, boolean inElement) {
        boolean tells = switch (value.kind()) {
            case TOKEN, NUMBER, QUANTITY -> true;
            case REFERENCE -> value.paths().stream().noneMatch(IndexPath::holdsUrls);
            case STRING, DATE, URI -> false;
        };
        if (inElement && !tells) {
            throw new ExpressionRefused(
                    "within an element that repeats, components must be tokens, numbers, quantities "
                            + "or references");
        }
        return value;
    }

    private static Optional<ParameterDefinition.Indexed> indexed(String expression, IndexKind kind, R4Type resource) {
        List<IndexPath> paths = new ArrayList<>();
        for (PathTerm term : ExpressionParser.parse(expression, resource.name())) {
            // Which item of its element a value is in would no longer be known.
            boolean counted = term.steps().stream().anyMatch(PathTerm.ItemAt.class::isInstance);
            if (term.startsAt(resource.name()) && !counted) {
                ParameterCompiler.path(term, resource, kind).ifPresent(paths::add);
            }
        }
        return paths.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ParameterDefinition.Indexed(expression, "", kind, paths, Optional.empty(),
                                kind == IndexKind.REFERENCE
                                        ? List.copyOf(R4Definitions.shared().resourceNames())
                                        : List.of()));
    }

    /** Of an element that does not repeat there is only one in a resource, as of the resource itself. */
    private static boolean repeats(String element, R4Type resource) {
        if (element.equals(resource.name())) {
            return false;
        }
        R4Element found = resource.findElement(element.substring(resource.name().length() + 1));
        return found != null && found.repeats();
    }

    static IndexPath numberPath(String expression, R4Type resource) {
        return indexed(expression, IndexKind.NUMBER, resource).orElseThrow().paths().getFirst();
    }
}
