package org.tributary.hub.store.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.SearchRefused;
import org.tributary.hub.store.SearchTarget;
import org.tributary.hub.store.index.Hash;
import org.tributary.hub.store.index.ParameterCatalog;
import org.tributary.hub.store.index.ParameterDefinition;
import org.tributary.hub.store.search.SearchQuery.Sort;

/**
 * Understands a query and refuses what is wrong or not supported, by name. Nothing is ignored.
 */
public final class QueryParser {

    private static final int DEFAULT_COUNT = 20;
    private static final int MAX_COUNT = 1000;
    /** More would be an attack on the planner. */
    private static final int MAX_VALUES = 500;

    /** What a parameter over many types comes to is bounded as well. */
    private static final int MAX_COMPARISONS = 20_000;

    private final List<String> types;
    private final SearchTarget target;
    private final ParameterCatalog catalog;
    private final ValueParser values;
    private final JoinParser joins;
    private final IncludeParser includeParser;
    private final boolean knowsPersons;
    private final List<Criterion> criteria = new ArrayList<>();
    private final List<List<String>> persons = new ArrayList<>();
    private final List<Sort> sorts = new ArrayList<>();
    private final List<Include> includes = new ArrayList<>();
    private final List<Parameter> used = new ArrayList<>();
    private final List<SearchRefused> dropped = new ArrayList<>();
    private int count = DEFAULT_COUNT;
    private int comparisons;
    private SearchQuery.Total total = SearchQuery.Total.IF_WHOLE;
    private Optional<Cursor> cursor = Optional.empty();

    private QueryParser(SearchTarget target, List<String> types, SearchSupport support) {
        this.types = types;
        this.target = target;
        this.catalog = support.catalog();
        this.knowsPersons = support.persons();
        this.values = new ValueParser(support, target.base());
        this.joins = new JoinParser(catalog, this::leaf, target.searchable());
        this.includeParser = new IncludeParser(catalog, types, target);
        target.compartment().ifPresent(focus -> criteria.add(CompartmentMembership.of(focus, types)));
    }

    /**
     * A query that was understood.
     *
     * @param used
     *            the parameters that it was made of, as they count
     * @param dropped
     *            why each of the others was left out: none unless the handling is lenient
     */
    public record Parsed(SearchQuery query, List<Parameter> used, List<SearchRefused> dropped) {

        public Parsed {
            used = List.copyOf(used);
            dropped = List.copyOf(dropped);
        }
    }

    public static Parsed parse(SearchTarget target, List<Parameter> parameters, SearchSupport support) {
        QueryParser parser = new QueryParser(target, SearchedTypes.of(target, parameters), support);
        int found = 0;
        for (Parameter parameter : parameters) {
            found += QueryText.split(parameter.value(), ',').size();
            if (found > MAX_VALUES) {
                throw SearchRefused.unsupported(parameter.name(), "a query has at most " + MAX_VALUES + " values");
            }
            parser.handle(parameter);
        }
        return new Parsed(parser.query(), parser.used, parser.dropped);
    }

    /** What lenient handling passes over is told; what is known but wrong is refused under either. */
    private void handle(Parameter parameter) {
        try {
            parameter(parameter);
            used.add(parameter.name().equals("_count")
                    ? new Parameter("_count", String.valueOf(count))
                    : parameter);
        } catch (SearchRefused refused) {
            if (!target.lenient() || !refused.unknown()) {
                throw refused;
            }
            dropped.add(refused);
        }
    }

    private SearchQuery query() {
        long fingerprint = Hash.value(String.join(",", types)
                + target.compartment().map(focus -> '@' + focus.reference()).orElse("")
                + used.stream()
                        .filter(parameter -> !List.of("_cursor", "_count", "_total").contains(parameter.name()))
                        .map(parameter -> '&' + parameter.name() + '=' + parameter.value())
                        .collect(Collectors.joining()));
        if (sorts.isEmpty() && persons.isEmpty() && SearchPlan.driver(criteria).isEmpty()) {
            // There is an index for this order, and none for the order of the store's own numbers in one type.
            sorts.add(new SearchQuery.ByLastUpdated(false));
        }
        cursor.ifPresent(position -> {
            if (position.fingerprint() != fingerprint || position.keys().size() != sorts.size()) {
                throw SearchRefused.invalid("_cursor", "it belongs to another search");
            }
        });
        return new SearchQuery(types, SearchPlan.withinRecord(types, criteria), persons, sorts, includes, count,
                count == 0 && total != SearchQuery.Total.ESTIMATE ? SearchQuery.Total.ACCURATE : total, cursor,
                fingerprint);
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
            case "_type" -> {
                // For a search across types it has said already what is searched.
                if (target.type().isPresent()) {
                    throw SearchRefused.unserved("_type", "it is for searches across types");
                }
            }
            case "_contained" -> onlyValue(parameter, "false");
            case "_containedType" -> onlyValue(parameter, "container");
            case "_id" -> criteria.add(values.ids(parameter));
            case PersonMembership.PARAMETER -> person(parameter);
            default -> {
                if (IncludeParser.isInclude(parameter.name())) {
                    includes.add(includeParser.include(parameter));
                } else {
                    criteria.add(condition(parameter));
                }
            }
        }
    }

    /** For what R4 gives a choice of and the hub does in one way. */
    private static void onlyValue(Parameter parameter, String value) {
        if (!parameter.value().equals(value)) {
            throw SearchRefused.unsupported(parameter.name(), "it can only be " + value);
        }
    }

    private void person(Parameter parameter) {
        if (!knowsPersons) {
            throw SearchRefused.unserved(parameter.name(), "nobody tells who is whom");
        }
        persons.add(PersonMembership.ids(parameter, types, target.base()));
    }

    /** A parameter of a search across types must be one of each of them. */
    private Criterion condition(Parameter parameter) {
        SortedMap<String, Criterion> byType = new TreeMap<>();
        types.forEach(type -> byType.put(type, joins.criterion(type, parameter.name(), parameter)));
        return CriterionUnion.ofTypes(byType);
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

    private static SearchQuery.Total total(Parameter parameter) {
        return switch (parameter.value()) {
            case "none" -> SearchQuery.Total.NONE;
            case "estimate" -> SearchQuery.Total.ESTIMATE;
            case "accurate" -> SearchQuery.Total.ACCURATE;
            default -> throw SearchRefused.invalid("_total", "it must be none, estimate or accurate");
        };
    }

    private void sort(Parameter parameter) {
        if (!sorts.isEmpty()) {
            throw SearchRefused.invalid("_sort", "it must be given once, with its keys separated by commas");
        }
        sorts.addAll(new SortParser(catalog, types).sorts(parameter.value()));
    }

    /** A parameter of the resource itself. */
    private Criterion leaf(String type, String name, Parameter parameter) {
        comparisons += QueryText.split(parameter.value(), ',').size();
        if (comparisons > MAX_COMPARISONS) {
            throw SearchRefused.unsupported(parameter.name(), "its values times the types they are for are too many");
        }
        int colon = name.indexOf(':');
        String code = colon < 0 ? name : name.substring(0, colon);
        String modifier = colon < 0 ? "" : name.substring(colon + 1);
        if (name.equals("_lastUpdated")) {
            return new Criterion.LastUpdated(values.dates(parameter));
        }
        if (TextParser.PARAMETERS.contains(code)) {
            return values.special(type, code, modifier, parameter);
        }
        if (code.equals(PersonMembership.PARAMETER)) {
            throw SearchRefused.unsupported(parameter.name(), "it has no modifiers and ends no chain");
        }
        if (List.of("_filter", "_query").contains(code)) {
            throw SearchRefused.unserved(parameter.name(), "it is not supported yet");
        }
        ParameterDefinition definition = catalog.parametersOf(type).get(code);
        if (definition == null) {
            throw SearchRefused.unknown(parameter.name(),
                    "R4 defines no search parameter of this name for " + type);
        }
        return values.criterion(parameter, definition, modifier);
    }
}
