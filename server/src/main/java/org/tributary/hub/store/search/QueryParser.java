package org.tributary.hub.store.search;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.SearchRefused;
import org.tributary.hub.store.index.Hash;
import org.tributary.hub.store.index.IndexKind;
import org.tributary.hub.store.index.ParameterCatalog;
import org.tributary.hub.store.index.ParameterDefinition;
import org.tributary.hub.store.search.SearchQuery.Sort;
import org.tributary.hub.store.structure.R4Definitions;

/**
 * Understands a query and refuses what is wrong or not supported, by name. Nothing is ignored.
 */
public final class QueryParser {

    private static final int DEFAULT_COUNT = 20;
    private static final int MAX_COUNT = 1000;
    /** More would be an attack on the planner. */
    private static final int MAX_VALUES = 500;

    private final String type;
    private final ValueParser values;
    private final List<Criterion> criteria = new ArrayList<>();
    private final List<Sort> sorts = new ArrayList<>();
    private int count = DEFAULT_COUNT;
    private boolean total;
    private Optional<Cursor> cursor = Optional.empty();

    private QueryParser(String type, InstantSource clock) {
        this.type = type;
        this.values = new ValueParser(clock);
    }

    public static SearchQuery parse(String type, List<Parameter> parameters, InstantSource clock) {
        if (!R4Definitions.shared().resourceNames().contains(type)) {
            throw SearchRefused.invalid("_type", "R4 has no such resource type");
        }
        QueryParser parser = new QueryParser(type, clock);
        int found = 0;
        for (Parameter parameter : parameters) {
            found += QueryText.split(parameter.value(), ',').size();
            if (found > MAX_VALUES) {
                throw SearchRefused.unsupported(parameter.name(), "a query has at most " + MAX_VALUES + " values");
            }
            parser.parameter(parameter);
        }
        return parser.query(parameters);
    }

    private SearchQuery query(List<Parameter> parameters) {
        long fingerprint = Hash.value(type + parameters.stream()
                .filter(parameter -> !List.of("_cursor", "_count", "_total").contains(parameter.name()))
                .map(parameter -> '&' + parameter.name() + '=' + parameter.value())
                .collect(Collectors.joining()));
        if (sorts.isEmpty() && SearchPlan.driver(criteria).isEmpty()) {
            // There is an index for this order, and none for the order of the store's own numbers in one type.
            sorts.add(new SearchQuery.ByLastUpdated(false));
        }
        cursor.ifPresent(position -> {
            if (position.fingerprint() != fingerprint || position.keys().size() != sorts.size()) {
                throw SearchRefused.invalid("_cursor", "it belongs to another search");
            }
        });
        return new SearchQuery(type, criteria, sorts, count, total || count == 0, cursor, fingerprint);
    }

    private void parameter(Parameter parameter) {
        if (parameter.value().isEmpty()) {
            throw SearchRefused.invalid(parameter.name(), "it has no value");
        }
        switch (parameter.name()) {
            case "_count" -> count = count(parameter);
            case "_total" -> total = total(parameter);
            case "_cursor" -> cursor = Optional.of(Cursor.parse(parameter.value())
                    .orElseThrow(() -> SearchRefused.invalid("_cursor", "it is not a cursor that this hub gave")));
            case "_sort" -> sort(parameter);
            case "_id" -> criteria.add(values.ids(parameter));
            case "_lastUpdated" -> criteria.add(new Criterion.LastUpdated(values.dates(parameter)));
            default -> criteria.add(indexed(parameter));
        }
    }

    private static int count(Parameter parameter) {
        try {
            int count = Integer.parseInt(parameter.value());
            if (count >= 0) {
                return Math.min(count, MAX_COUNT);
            }
        } catch (NumberFormatException e) {
            // Told below, as a negative number is.
        }
        throw SearchRefused.invalid("_count", "it must be an integer from 0");
    }

    /** An estimate may be exact. */
    private static boolean total(Parameter parameter) {
        return switch (parameter.value()) {
            case "none" -> false;
            case "accurate", "estimate" -> true;
            default -> throw SearchRefused.invalid("_total", "it must be none, estimate or accurate");
        };
    }

    private void sort(Parameter parameter) {
        if (!sorts.isEmpty()) {
            throw SearchRefused.invalid("_sort", "it must be given once, with its keys separated by commas");
        }
        for (String key : QueryText.split(parameter.value(), ',')) {
            boolean descending = key.startsWith("-");
            String name = descending ? key.substring(1) : key;
            sorts.add(switch (name) {
                case "_lastUpdated" -> new SearchQuery.ByLastUpdated(descending);
                case "_id" -> new SearchQuery.ById(descending);
                default -> byDate(name, descending);
            });
        }
    }

    private Sort byDate(String name, boolean descending) {
        ParameterDefinition definition = ParameterCatalog.shared().parametersOf(type).get(name);
        if (definition == null) {
            throw SearchRefused.invalid("_sort", "R4 defines no search parameter of this name for " + type);
        }
        if (definition instanceof ParameterDefinition.Indexed indexed && indexed.kind() == IndexKind.DATE) {
            return new SearchQuery.ByDate(ValueParser.numbers(indexed), descending);
        }
        throw SearchRefused.unsupported("_sort",
                "only _lastUpdated, _id and search parameters of type date can be sorted by");
    }

    private Criterion indexed(Parameter parameter) {
        String name = parameter.name();
        int colon = name.indexOf(':');
        String code = colon < 0 ? name : name.substring(0, colon);
        String modifier = colon < 0 ? "" : name.substring(colon + 1);
        if (code.equals("_has")) {
            throw SearchRefused.unsupported(name, "reverse chains are not supported yet");
        }
        if (name.indexOf('.') >= 0) {
            throw SearchRefused.unsupported(name, "chained parameters are not supported yet");
        }
        if (List.of("_include", "_revinclude", "_list", "_filter", "_query", "_contained", "_containedType", "_type")
                .contains(code)) {
            throw SearchRefused.unsupported(name, "it is not supported yet");
        }
        ParameterDefinition definition = ParameterCatalog.shared().parametersOf(type).get(code);
        return switch (definition) {
            case null -> throw SearchRefused.invalid(name, "R4 defines no search parameter of this name for " + type);
            case ParameterDefinition.Unserved unserved -> throw SearchRefused.unsupported(name, unserved.reason());
            case ParameterDefinition.Indexed indexed -> values.criterion(parameter, indexed, modifier);
        };
    }
}
