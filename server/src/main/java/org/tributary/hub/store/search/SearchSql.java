package org.tributary.hub.store.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.access.ReadStatement;
import org.tributary.hub.access.ReadStatement.Planned;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.index.DateRange;
import org.tributary.hub.store.search.Criterion.Comparison;
import org.tributary.hub.store.search.Criterion.DateCondition;
import org.tributary.hub.store.search.Criterion.Missing;
import org.tributary.hub.store.search.Criterion.Table;
import org.tributary.hub.store.search.Criterion.TextValue;
import org.tributary.hub.store.search.Criterion.TokenValue;
import org.tributary.hub.store.search.JoinSql.Subject;
import org.tributary.hub.store.search.SearchQuery.Sort;

/**
 * Writes a search as one SQL statement over the tables {@code resource} and {@code index_*}. The most telling criterion
 * drives: its index yields resources in the order of their numbers, the others are asked about each, and a page ends
 * when it is full. All conditions are leakproof, else row-level security would keep them from the index.
 *
 * <p>
 * Columns: {@code pk, type, id, version, last_updated, body, patient}, then {@code key0, key1, …} as text for the
 * sorts, then {@code total} if it was asked for; with a total there is always a row, of which the rest may be NULL.
 */
public final class SearchSql {

    private final SearchQuery query;
    private final Optional<SortWalk> walk;
    private final int found;
    private final String prefix;
    private final Map<String, Object> parameters = new HashMap<>();
    private final JoinSql joins = new JoinSql(this);
    private final ValueSql values = new ValueSql(this);

    private SearchSql(SearchQuery query, Optional<SortWalk> walk, int found, String prefix) {
        this.found = found;
        this.prefix = prefix;
        this.query = query;
        this.walk = walk;
    }

    /**
     * @param parameters
     *            by name, as JdbcClient takes them
     */
    public record Statement(String sql, Map<String, Object> parameters) {

        private static final Pattern NAME = Pattern.compile("(?<!:):(\\w+)");

        /**
         * The same with question marks for names.
         *
         * @param definitions
         *            the version of those that the search was understood by
         */
        public ReadStatement positional(long definitions, Planned planned) {
            List<@Nullable Object> values = new ArrayList<>();
            String text = NAME.matcher(sql).replaceAll(name -> {
                values.add(parameters.get(name.group(1)));
                return "?";
            });
            return new ReadStatement(text, values, OptionalLong.of(definitions), planned);
        }
    }

    /** The first page of a search or, if it goes through an index in its order, of those that the index has. */
    public static Statement write(SearchQuery query) {
        SearchSql writer = new SearchSql(query, SortWalk.of(query).filter(walk -> !walk.isPast(query.cursor())), 0,
                "p");
        return new Statement(writer.statement(), writer.parameters);
    }

    /**
     * What comes behind {@link #write} when that has too few rows for a page: resources without a value to sort by.
     * Empty for a search whose first statement is all.
     *
     * @param found
     *            how many rows that had
     */
    public static Optional<Statement> writeRest(SearchQuery query, int found) {
        return SortWalk.of(query).filter(walk -> !walk.isPast(query.cursor())).map(walk -> {
            SearchSql writer = new SearchSql(query.behind(walk.places()), Optional.empty(), found, "p");
            return new Statement(writer.statement(), writer.parameters);
        });
    }

    /** The ids alone of all matches, as the column {@code id}. */
    public static Statement writeIds(SearchQuery query, String prefix) {
        SearchSql writer = new SearchSql(query, Optional.empty(), 0, prefix);
        Optional<Criterion> driver = SearchPlan.driver(query.criteria());
        return new Statement("SELECT r.id\n" + writer.from(driver) + writer.ofTypes() + writer.others(driver),
                writer.parameters);
    }

    private String from(Optional<Criterion> driver) {
        return driver.map(criterion -> """
                FROM (%s) d
                JOIN resource r ON r.pk = d.resource
                """.formatted(candidates(criterion)))
                .orElse("FROM resource r\n");
    }

    private String ofTypes() {
        return "WHERE r.type = " + bindAny(query.types(), query.types().toArray(String[]::new));
    }

    /** What is asked about each that the driver leads to. */
    private String others(Optional<Criterion> driver) {
        List<String> conditions = new ArrayList<>();
        conditions.add("r.body IS NOT NULL");
        query.criteria()
                .stream()
                .filter(criterion -> driver.isEmpty() || criterion != driver.get())
                .forEach(criterion -> conditions.add(resourceCondition(criterion, Subject.row("r"))));
        return "\n  AND " + String.join("\n  AND ", conditions) + '\n';
    }

    private String statement() {
        Optional<Criterion> driver = SearchPlan.driver(query.criteria());
        boolean spread = driver.isEmpty() && query.types().size() > 1
                && query.criteria().stream().noneMatch(Criterion.Ids.class::isInstance);
        String from = from(driver);
        String others = others(driver);
        String where = ofTypes() + others;
        String total = query.counted() == SearchQuery.Total.ESTIMATE
                ? "SELECT count(*) AS total FROM (SELECT " + from + where + "LIMIT " + SearchQuery.ESTIMATED_TO
                        + ") found"
                : "SELECT count(*) AS total\n" + from + where;
        if (query.count() == 0) {
            return """
                    SELECT NULL AS pk, NULL AS type, NULL AS id, NULL AS version, NULL AS last_updated, NULL AS body,
                           NULL AS patient, counted.total
                    FROM (%s) counted"""
                    .formatted(total);
        }
        String page = spread
                ? pageAcrossTypes(from, "WHERE r.type = every.type COLLATE \"C\"" + others)
                : page(walk.map(way -> way.from(this)).orElse(from), where, driver.isPresent());
        return query.total()
                ? "SELECT page.*, counted.total\nFROM (" + total + ") counted\nLEFT JOIN (" + page + ") page ON true"
                : page;
    }

    /** The first of each type are found by the index of that type, and the first of these are the page. */
    private String pageAcrossTypes(String from, String where) {
        List<SortKey> keys = sortKeys(false);
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            order.append(i == 0 ? "" : ", ").append("f.sort").append(i).append(keys.get(i).direction());
        }
        return "SELECT f.*\nFROM unnest(" + bind(query.types().toArray(String[]::new))
                + ") AS every (type) CROSS JOIN LATERAL (\n" + page(from, where, false)
                + ") f\nORDER BY " + order + "\nLIMIT " + bind(query.count() + 1 - found);
    }

    private String page(String from, String where, boolean driven) {
        List<SortKey> keys = sortKeys(driven);
        StringBuilder raw = new StringBuilder();
        for (int i = 0; i < keys.size() && query.types().size() > 1; i++) {
            raw.append(", ").append(keys.get(i).expression).append(" AS sort").append(i);
        }
        String laterals = keys.stream().map(SortKey::lateral).collect(Collectors.joining());
        String columns = keys.stream()
                .filter(SortKey::told)
                .map(key -> ", " + key.expression + "::text AS " + key.name)
                .collect(Collectors.joining());
        String after = query.cursor().map(cursor -> "  AND (" + after(keys, cursor) + ")\n").orElse("");
        String order = keys.stream()
                .map(key -> key.expression + key.direction())
                .collect(Collectors.joining(", "));
        return "SELECT r.pk, r.type, r.id, r.version, r.last_updated, r.body, r.patient" + columns + raw + '\n' + from
                + laterals + where
                + after + "ORDER BY " + order + "\nLIMIT " + bind(query.count() + 1 - found);
    }

    /**
     * @param cast
     *            what its text in a cursor is cast to
     */
    private record SortKey(String name, String expression, String lateral, String cast, boolean descending,
            boolean nullable) {

        /** Whether its value is part of the result and of cursors. */
        boolean told() {
            return !name.isEmpty();
        }

        String direction() {
            return (descending ? " DESC" : "") + (nullable ? " NULLS LAST" : "");
        }
    }

    /**
     * The resource's number settles the order. The filter keeps PostgreSQL from going through all times of a path to
     * find one resource's first, which it may take for cheap.
     */
    private List<SortKey> sortKeys(boolean driven) {
        List<SortKey> keys = new ArrayList<>();
        List<Sort> sorts = query.sorts();
        for (int i = 0; i < sorts.size(); i++) {
            String name = "key" + i;
            if (i == 0 && walk.isPresent()) {
                keys.add(new SortKey(name, "w.value", "", walk.get().cast(), walk.get().descending(), false));
                continue;
            }
            keys.add(switch (sorts.get(i)) {
                case SearchQuery.ByLastUpdated by ->
                    new SortKey(name, "r.last_updated", "", "timestamptz", by.descending(), false);
                case SearchQuery.ById by -> new SortKey(name, "r.id", "", "text", by.descending(), false);
                case SearchQuery.ByDate by -> new SortKey(name, name + ".low", """
                        LEFT JOIN LATERAL (SELECT %s(i.low) FILTER (WHERE true) AS low FROM index_span i
                                           WHERE i.resource = r.pk AND %s) %s ON true
                        """.formatted(by.descending() ? "max" : "min", pathIn(by.paths()), name), "timestamptz",
                        by.descending(), true);
                case SearchQuery.ByValue by -> new SortKey(name, name + ".value", """
                        LEFT JOIN LATERAL (%s) %s ON true
                        """.formatted(SortSql.value(by, this), name), SortSql.cast(by.kind()), by.descending(), true);
            });
        }
        keys.add(new SortKey("", driven ? "d.resource" : walk.isPresent() ? "w.resource" : "r.pk", "", "bigint", false,
                false));
        return keys;
    }

    /** Rows behind the cursor's: beyond it in one key and equal to it in all before. */
    private String after(List<SortKey> keys, Cursor cursor) {
        List<String> alternatives = new ArrayList<>();
        StringBuilder equal = new StringBuilder();
        int told = 0;
        for (SortKey key : keys) {
            String value = key.told() ? cursorValue(key, cursor.keys().get(told++)) : number(cursor.last());
            String beyond = beyond(key, value);
            if (!beyond.isEmpty()) {
                alternatives.add(equal + beyond);
            }
            equal.append(key.expression)
                    .append(value.isEmpty() ? " IS NULL" : " = " + value)
                    .append(" AND ");
        }
        // The first key's limit by itself is what an index can start at.
        String start = walk.isPresent()
                ? keys.getFirst().expression + (keys.getFirst().descending ? " <= " : " >= ")
                        + cursorValue(keys.getFirst(), cursor.keys().getFirst()) + " AND "
                : "";
        return start.isEmpty() && keys.size() == 1
                ? alternatives.getFirst()
                : start + alternatives.stream()
                        .map(text -> '(' + text + ')')
                        .collect(Collectors.joining(" OR ", "(", ")"));
    }

    private static String beyond(SortKey key, String value) {
        if (value.isEmpty()) {
            // Nothing comes after those without a value.
            return "";
        }
        String comparison = key.expression + (key.descending ? " < " : " > ") + value;
        return key.nullable ? '(' + comparison + " OR " + key.expression + " IS NULL)" : comparison;
    }

    /** Empty for a resource without a value. */
    private String cursorValue(SortKey key, @Nullable String text) {
        return text == null ? "" : "CAST(" + bind(text) + " AS " + key.cast + ')';
    }

    /** The cursor names its resource: the resource's number would tell how many others there are. */
    private String number(ResourceKey key) {
        return "(SELECT c.pk FROM resource c WHERE c.type = " + bind(key.type()) + " AND c.id = " + bind(key.id())
                + ')';
    }

    /** The numbers of the resources that meet a driving criterion, each once, as the column {@code resource}. */
    String candidates(Criterion criterion) {
        return switch (criterion) {
            case Criterion.Join join -> joins.candidates(join);
            case Criterion.Valued valued -> values.candidates(valued);
            default -> "SELECT DISTINCT i.resource FROM " + SearchPlan.table(criterion).sqlName() + " i WHERE "
                    + rowCondition(criterion);
        };
    }

    /** Whether a resource meets a criterion. */
    String resourceCondition(Criterion criterion, Subject subject) {
        return switch (criterion) {
            case Criterion.Ids ids -> subject.row() + ".id = ANY (" + bind(ids.any().toArray(String[]::new)) + ')';
            case Criterion.LastUpdated time -> lastUpdated(time, subject.row() + ".last_updated");
            case Missing missing -> (missing.missing() ? "NOT " : "") + anyOf(missing.places()
                    .stream()
                    .map(place -> exists(subject, place.table(), pathIn(place.paths()), false))
                    .toList());
            case Criterion.Tokens tokens -> exists(subject, Table.TOKEN, rowCondition(tokens), tokens.negated());
            case Criterion.Links links -> exists(subject, Table.LINK, rowCondition(links), false);
            case Criterion.Texts texts -> exists(subject, Table.TEXT, rowCondition(texts), false);
            case Criterion.Dates dates -> exists(subject, Table.SPAN, rowCondition(dates), false);
            case Criterion.Join join -> joins.condition(join, subject);
            case Criterion.Valued valued -> values.condition(valued, subject.number());
        };
    }

    private String lastUpdated(Criterion.LastUpdated criterion, String time) {
        return anyOf(criterion.any()
                .stream()
                .map(condition -> timeCondition(condition, time, time + " + interval '1 millisecond'"))
                .toList());
    }

    private static String exists(Subject subject, Table table, String condition, boolean negated) {
        return (negated ? "NOT EXISTS" : "EXISTS") + " (SELECT FROM " + table.sqlName() + " i WHERE i.resource = "
                + subject.number() + " AND " + condition + ')';
    }

    /** What a row of the criterion's table must be like. */
    String rowCondition(Criterion criterion) {
        return switch (criterion) {
            case Criterion.Tokens tokens -> pathIn(tokens.paths()) + " AND "
                    + anyOf(tokens.any().stream().map(this::tokenCondition).toList());
            case Criterion.Links links -> pathIn(links.paths()) + " AND i.target = "
                    + bindAny(links.targets(), links.targets().toArray(Long[]::new));
            case Criterion.Texts texts -> pathIn(texts.paths()) + " AND "
                    + anyOf(texts.any().stream().map(value -> textCondition(value, "i")).toList());
            case Criterion.Dates dates -> pathIn(dates.paths()) + " AND " + anyOf(
                    dates.any().stream().map(condition -> timeCondition(condition, "i.low", "i.high")).toList());
            case Criterion.Valued valued -> throw new IllegalStateException("It writes its own rows");
            case Criterion.Ids ids -> throw new IllegalStateException("Ids have no index rows");
            case Criterion.LastUpdated time -> throw new IllegalStateException("Times have no index rows");
            case Missing missing -> throw new IllegalStateException("A missing value has no row");
            case Criterion.Join join -> throw new IllegalStateException("A join has several tables");
        };
    }

    private String tokenCondition(TokenValue value) {
        List<String> parts = new ArrayList<>();
        value.code().ifPresent(code -> parts.add("i.code = " + bind(code)));
        value.system().ifPresent(system -> parts.add("i.system = " + bind(system)));
        return String.join(" AND ", parts);
    }

    /**
     * The spelling in a dictionary is all there is to it; only rows of strings carry the hash of the text as it was.
     */
    String textCondition(TextValue value, String alias) {
        return switch (value) {
            case Criterion.Exact exact -> alias + ".value = " + bind(exact.key())
                    + (exact.hash() == 0 ? "" : " AND " + alias + ".exact = " + bind(exact.hash()));
            case Criterion.Prefix prefix -> alias + ".value >= " + bind(prefix.key()) + " AND " + alias + ".value < "
                    + bind(endOf(prefix.key()));
        };
    }

    /** The first text, by code point, behind all that begin so. */
    private static String endOf(String prefix) {
        int last = prefix.isEmpty() ? -1 : prefix.codePointBefore(prefix.length());
        if (last < 0 || last == Character.MAX_CODE_POINT) {
            return Character.toString(Character.MAX_CODE_POINT);
        }
        int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
        return prefix.substring(0, prefix.length() - Character.charCount(last)) + Character.toString(next);
    }

    /** R4's comparisons of two stretches of time; highs are exclusive. */
    private String timeCondition(DateCondition condition, String low, String high) {
        Comparison comparison = condition.comparison();
        String from = bind(DateRange.time(condition.range().low()));
        String to = bind(DateRange.time(condition.range().high()));
        String within = low + " >= " + from + " AND " + low + " < " + to + " AND " + high + " <= " + to;
        return switch (comparison) {
            case EQ -> within;
            case NE -> "NOT (" + within + ')';
            case GT -> high + " > " + to;
            case LT -> low + " < " + from;
            case GE -> high + " > " + from + " AND (" + high + " > " + to + " OR " + low + " >= " + from + ')';
            case LE -> low + " < " + to + " AND (" + low + " < " + from + " OR " + high + " <= " + to + ')';
            case SA -> low + " >= " + to;
            case EB -> high + " <= " + from;
            case AP -> low + " < " + to + " AND " + high + " > " + from;
        };
    }

    String pathIn(List<Integer> paths) {
        return pathIn("i", paths);
    }

    String pathIn(String alias, List<Integer> paths) {
        return alias + ".path = " + bindAny(paths, paths.toArray(Integer[]::new));
    }

    /** One value is compared by itself: the index then keeps its order. */
    String bindAny(List<?> values, Object[] array) {
        return values.size() == 1 ? bind(values.getFirst()) : "ANY (" + bind(array) + ')';
    }

    static String anyOf(List<String> conditions) {
        return conditions.stream()
                .map(condition -> '(' + condition + ')')
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    String bind(Object value) {
        String name = prefix + parameters.size();
        parameters.put(name, value);
        return ':' + name;
    }
}
