package org.tributary.hub.store.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.tributary.hub.store.SearchRefused;
import org.tributary.hub.store.index.IndexKind;
import org.tributary.hub.store.index.IndexPath;
import org.tributary.hub.store.index.ParameterCatalog;
import org.tributary.hub.store.index.ParameterDefinition;
import org.tributary.hub.store.index.ParameterDefinition.Indexed;
import org.tributary.hub.store.search.SearchQuery.Sort;

/** Understands the keys of {@code _sort}. */
final class SortParser {

    private final ParameterCatalog catalog;
    private final List<String> types;

    SortParser(ParameterCatalog catalog, List<String> types) {
        this.catalog = catalog;
        this.types = types;
    }

    List<Sort> sorts(String value) {
        List<Sort> sorts = new ArrayList<>();
        for (String key : QueryText.split(value, ',')) {
            boolean descending = key.startsWith("-");
            String name = descending ? key.substring(1) : key;
            sorts.add(switch (name) {
                case "_lastUpdated" -> new SearchQuery.ByLastUpdated(descending);
                case "_id" -> new SearchQuery.ById(descending);
                default -> byParameter(name, descending);
            });
        }
        return sorts;
    }

    private Sort byParameter(String name, boolean descending) {
        Set<IndexKind> kinds = new LinkedHashSet<>();
        List<Integer> paths = new ArrayList<>();
        for (String type : types) {
            Indexed definition = definition(type, name);
            kinds.add(definition.kind());
            paths.addAll(paths(definition));
        }
        if (kinds.size() != 1) {
            throw SearchRefused.unsupported("_sort", "'" + name + "' is of several kinds in these types");
        }
        IndexKind kind = kinds.iterator().next();
        return kind == IndexKind.DATE
                ? new SearchQuery.ByDate(paths, descending)
                : new SearchQuery.ByValue(kind, paths, descending);
    }

    private Indexed definition(String type, String name) {
        ParameterDefinition definition = catalog.parametersOf(type).get(name);
        return switch (definition) {
            case null -> throw SearchRefused.invalid("_sort",
                    "R4 defines no search parameter '" + name + "' for " + type);
            case Indexed indexed -> indexed;
            case ParameterDefinition.Unserved unserved ->
                throw SearchRefused.unsupported("_sort", "by '" + name + "': " + unserved.reason());
            default -> throw SearchRefused.unsupported("_sort",
                    "the values of '" + name + "' have no order");
        };
    }

    private static List<Integer> paths(Indexed definition) {
        return definition.kind() == IndexKind.REFERENCE
                ? definition.paths()
                        .stream()
                        .flatMap(path -> targets(path, definition))
                        .toList()
                : ValueParser.numbers(definition);
    }

    private static Stream<Integer> targets(IndexPath path, Indexed definition) {
        return JoinParser.targets(definition).stream().map(path::targetNumber);
    }
}
