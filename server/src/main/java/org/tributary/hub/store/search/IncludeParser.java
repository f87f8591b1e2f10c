package org.tributary.hub.store.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.ResourceTypes;
import org.tributary.hub.store.SearchRefused;
import org.tributary.hub.store.SearchTarget;
import org.tributary.hub.store.index.IndexKind;
import org.tributary.hub.store.index.ParameterCatalog;
import org.tributary.hub.store.index.ParameterDefinition;
import org.tributary.hub.store.index.ParameterDefinition.Indexed;

/**
 * Understands {@code _include} and {@code _revinclude}: {@code Type:parameter}, {@code Type:parameter:Target},
 * {@code Type:*} and {@code *}. Types that the token does not grant are left out, as resources that the caller may not
 * see are.
 */
final class IncludeParser {

    private final ParameterCatalog catalog;
    private final List<String> searched;
    private final SearchTarget target;

    IncludeParser(ParameterCatalog catalog, List<String> searched, SearchTarget target) {
        this.catalog = catalog;
        this.searched = searched;
        this.target = target;
    }

    static boolean isInclude(String name) {
        return name.equals("_include") || name.equals("_revinclude") || name.startsWith("_include:")
                || name.startsWith("_revinclude:");
    }

    Include include(Parameter parameter) {
        int colon = parameter.name().indexOf(':');
        boolean iterate = colon >= 0;
        if (iterate && !parameter.name().substring(colon).equals(":iterate")) {
            throw SearchRefused.unsupported(parameter.name(), "its modifier is not supported");
        }
        boolean reverse = parameter.name().startsWith("_revinclude");
        String[] parts = parameter.value().split(":", -1);
        if (parts.length > 3 || parts[0].isEmpty() || (parts.length == 1 && !parts[0].equals("*"))) {
            throw SearchRefused.invalid(parameter.name(),
                    "its value is Type:parameter, Type:parameter:Type, Type:* or *");
        }
        if (parts.length == 3) {
            known(parameter, parts[2]);
        }
        if (reverse && iterate && parts[0].equals("*")) {
            throw SearchRefused.unsupported(parameter.name(), "'*' would lead to whatever there is; name a type");
        }
        Optional<String> narrowed = parts.length == 3 ? Optional.of(parts[2]) : Optional.empty();
        List<Hop> hops = new ArrayList<>();
        for (String source : sources(parameter, parts[0], reverse, iterate)) {
            for (Indexed reference : references(parameter, source, parts.length == 1 ? "*" : parts[1])) {
                hops.addAll(hops(parameter, reference, narrowed, reverse, iterate));
            }
        }
        return new Include(reverse, iterate, joined(hops));
    }

    /** The types whose references lead on. */
    private Collection<String> sources(Parameter parameter, String type, boolean reverse, boolean iterate) {
        if (!type.equals("*")) {
            known(parameter, type);
            return !reverse || target.searchable().test(type) ? List.of(type) : List.of();
        }
        return reverse
                ? ResourceTypes.all().stream().filter(target.searchable()).toList()
                : iterate ? ResourceTypes.all() : searched;
    }

    private List<Indexed> references(Parameter parameter, String type, String name) {
        if (name.equals("*")) {
            return catalog.parametersOf(type)
                    .values()
                    .stream()
                    .filter(definition -> definition instanceof Indexed indexed
                            && indexed.kind() == IndexKind.REFERENCE)
                    .map(Indexed.class::cast)
                    .toList();
        }
        ParameterDefinition definition = catalog.parametersOf(type).get(name);
        return switch (definition) {
            case null -> throw SearchRefused.unknown(parameter.name(),
                    "R4 defines no search parameter '" + name + "' for " + type);
            case ParameterDefinition.Unserved unserved ->
                throw SearchRefused.unserved(parameter.name(), unserved.reason());
            case Indexed indexed when indexed.kind() == IndexKind.REFERENCE -> List.of(indexed);
            default -> throw SearchRefused.invalid(parameter.name(),
                    "'" + name + "' of " + type + " is no reference");
        };
    }

    /** Only to types that are there to be referred to, and that the token grants to read. */
    private List<Hop> hops(Parameter parameter, Indexed reference, Optional<String> narrowed, boolean reverse,
            boolean iterate) {
        List<String> targets = JoinParser.targets(reference);
        if (narrowed.isPresent() && !targets.contains(narrowed.get())) {
            throw SearchRefused.invalid(parameter.name(),
                    "'" + reference.name() + "' never refers to " + narrowed.get());
        }
        return targets.stream()
                .filter(type -> narrowed.isEmpty() || narrowed.get().equals(type))
                .filter(type -> reverse ? iterate || searched.contains(type) : target.readable().test(type))
                .map(type -> Hop.of(reference, type))
                .filter(hop -> !hop.isEmpty())
                .toList();
    }

    /** As few as possible that lead to the same. */
    private static List<Hop> joined(List<Hop> hops) {
        List<Hop> joined = new ArrayList<>();
        joined.add(Hop.all(hops.stream().filter(hop -> hop.canonicals().isEmpty()).toList()));
        hops.stream().filter(hop -> !hop.canonicals().isEmpty()).forEach(hop -> join(joined, hop));
        joined.removeIf(Hop::isEmpty);
        return joined;
    }

    private static void join(List<Hop> joined, Hop hop) {
        for (int i = 1; i < joined.size(); i++) {
            Optional<Hop> both = joined.get(i).with(hop);
            if (both.isPresent()) {
                joined.set(i, both.get());
                return;
            }
        }
        joined.add(hop);
    }

    private static void known(Parameter parameter, String type) {
        if (!ResourceTypes.isKnown(type)) {
            throw SearchRefused.invalid(parameter.name(), "R4 has no such resource type as the one it names");
        }
    }
}
