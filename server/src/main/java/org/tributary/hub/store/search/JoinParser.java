package org.tributary.hub.store.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.SearchRefused;
import org.tributary.hub.store.index.Hash;
import org.tributary.hub.store.index.IndexKind;
import org.tributary.hub.store.index.ParameterCatalog;
import org.tributary.hub.store.index.ParameterDefinition;
import org.tributary.hub.store.index.ParameterDefinition.Indexed;
import org.tributary.hub.store.structure.R4Definitions;

/**
 * Understands the names of chained parameters and of {@code _has}, in each other to any depth that {@link #MAX_DEPTH}
 * allows. Only types that the caller may search are passed through: what a chain finds tells of the resources in it.
 */
final class JoinParser {

    /** Of one parameter. */
    static final int MAX_DEPTH = 20;
    /** Of all ways that a query's parameters lead along: a step to several types is as many. */
    static final int MAX_STEPS = 400;

    private static final String HAS = "_has:";

    private final ParameterCatalog catalog;
    private final Leaf leaf;
    private final Predicate<String> searchable;
    private int steps;

    /** Understands what a join ends at: a parameter of its own resource. */
    interface Leaf {

        /**
         * @param name
         *            the end of the parameter's name, with its modifier
         * @param parameter
         *            as it came, for refusals to name
         */
        Criterion criterion(String type, String name, Parameter parameter);
    }

    JoinParser(ParameterCatalog catalog, Leaf leaf, Predicate<String> searchable) {
        this.catalog = catalog;
        this.leaf = leaf;
        this.searchable = searchable;
    }

    static boolean isJoin(String name) {
        return name.startsWith(HAS) || name.indexOf('.') >= 0;
    }

    Criterion criterion(String type, String name, Parameter parameter) {
        return criterion(type, name, parameter, 0);
    }

    private Criterion criterion(String type, String name, Parameter parameter, int depth) {
        if (depth > MAX_DEPTH) {
            throw SearchRefused.unsupported(shortened(parameter),
                    "a parameter leads over at most " + MAX_DEPTH + " steps");
        }
        if (name.startsWith(HAS)) {
            return has(type, name, parameter, depth);
        }
        if (name.indexOf('.') >= 0) {
            return chain(type, name, parameter, depth);
        }
        if (depth > 0 && name.equals("_id")) {
            return new Criterion.Named(QueryText.split(parameter.value(), ',')
                    .stream()
                    .map(id -> Hash.value(type + '/' + QueryText.unescape(id)))
                    .toList());
        }
        return leaf.criterion(type, name, parameter);
    }

    /** {@code reference[:Type].rest}. */
    private Criterion chain(String type, String name, Parameter parameter, int depth) {
        int dot = name.indexOf('.');
        String first = name.substring(0, dot);
        String rest = name.substring(dot + 1);
        int colon = first.indexOf(':');
        Indexed reference = reference(type, colon < 0 ? first : first.substring(0, colon), parameter);
        List<String> targets = colon < 0
                ? targets(reference)
                : List.of(target(reference, first.substring(colon + 1), parameter));
        List<String> open = targets.stream().filter(searchable).toList();
        if (open.isEmpty()) {
            throw SearchRefused.forbidden(parameter.name(), targets.getFirst());
        }
        List<Criterion> ways = new ArrayList<>();
        Optional<SearchRefused> unknown = Optional.empty();
        for (String target : open) {
            step(parameter);
            try {
                ways.add(new Criterion.Chain(Hop.of(reference, target),
                        criterion(target, rest, parameter, depth + 1)));
            } catch (SearchRefused refused) {
                if (!refused.unknown()) {
                    throw refused;
                }
                unknown = Optional.of(refused);
            }
        }
        if (ways.isEmpty()) {
            throw open.size() == 1
                    ? unknown.orElseThrow()
                    : SearchRefused.unknown(parameter.name(), "no type that it leads to can be searched so");
        }
        return CriterionUnion.any(ways);
    }

    /** {@code _has:Type:reference:rest}. */
    private Criterion has(String type, String name, Parameter parameter, int depth) {
        String[] parts = name.split(":", 4);
        if (parts.length < 4 || parts[3].isEmpty()) {
            throw SearchRefused.invalid(parameter.name(), "it is spelled _has:Type:reference:parameter");
        }
        String source = parts[1];
        if (!R4Definitions.shared().resourceNames().contains(source)) {
            throw SearchRefused.invalid(parameter.name(), "R4 has no such resource type as the one it names");
        }
        if (!searchable.test(source)) {
            throw SearchRefused.forbidden(parameter.name(), source);
        }
        step(parameter);
        Indexed reference = reference(source, parts[2], parameter);
        target(reference, type, parameter);
        return new Criterion.Has(Hop.of(reference, type), criterion(source, parts[3], parameter, depth + 1));
    }

    private void step(Parameter parameter) {
        if (++steps > MAX_STEPS) {
            throw SearchRefused.unsupported(shortened(parameter), "a query leads along at most " + MAX_STEPS
                    + " ways; name the types of references, as in subject:Patient.name");
        }
    }

    private static String shortened(Parameter parameter) {
        return parameter.name().length() <= 100 ? parameter.name() : parameter.name().substring(0, 100) + '…';
    }

    private Indexed reference(String type, String code, Parameter parameter) {
        ParameterDefinition definition = catalog.parametersOf(type).get(code);
        return switch (definition) {
            case null -> throw SearchRefused.unknown(parameter.name(),
                    "R4 defines no search parameter '" + code + "' for " + type);
            case ParameterDefinition.Unserved unserved ->
                throw SearchRefused.unserved(parameter.name(), unserved.reason());
            case Indexed indexed when indexed.kind() == IndexKind.REFERENCE -> indexed;
            default -> throw SearchRefused.unknown(parameter.name(),
                    "'" + code + "' of " + type + " is no reference");
        };
    }

    /** The types that a reference may lead to. */
    static List<String> targets(Indexed reference) {
        return reference.target()
                .map(List::of)
                .orElse(reference.targets().isEmpty()
                        ? List.copyOf(R4Definitions.shared().resourceNames())
                        : reference.targets());
    }

    private static String target(Indexed reference, String type, Parameter parameter) {
        if (!reference.leadsTo(type)) {
            throw SearchRefused.unknown(parameter.name(), "'" + reference.name() + "' never refers to " + type);
        }
        return type;
    }
}
