package org.tributary.hub.store.search;

import java.util.ArrayList;
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
import org.tributary.hub.store.search.JoinSql.Subject;
import org.tributary.hub.store.search.SearchQuery.Sort;

/**
 * Writes a search as one SQL statement over the tables {@code resource} and {@code index_*}. The most telling criterion
 * drives: its index yields resources in the order of their numbers, the others are asked about each, and a page ends
 * when it is full. What is asked of each is {@link CriterionSql}'s.
 *
 * <p>
 * Columns: {@code pk, type, id, version, last_updated, body, patient}, then {@code key0, key1, …} as text for the
 * sorts, then {@code total} if it was asked for; with a total there is always a row, of which the rest may be NULL.
 */
public final class SearchSql {

    private final SearchQuery query;
    private final Optional<SortWalk> walk;
    private final int found;
    private final CriterionSql sql;

    private SearchSql(SearchQuery query, Optional<SortWalk> walk, int found, String prefix) {
        this.found = found;
        this.sql = new CriterionSql(prefix);
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
        return new Statement(writer.statement(), writer.sql.parameters());
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
            return new Statement(writer.statement(), writer.sql.parameters());
        });
    }

    /** The ids alone of all matches, as the column {@code id}. */
    public static Statement writeIds(SearchQuery query, String prefix) {
        SearchSql writer = new SearchSql(query, Optional.empty(), 0, prefix);
        Optional<Criterion> driver = SearchPlan.driver(query.criteria());
        return new Statement("SELECT r.id\n" + writer.from(driver) + writer.ofTypes() + writer.others(driver),
                writer.sql.parameters());
    }

    private String from(Optional<Criterion> driver) {
        return driver.map(criterion -> """
                FROM (%s) d
                JOIN resource r ON r.pk = d.resource
                """.formatted(sql.candidates(criterion)))
                .orElse("FROM resource r\n");
    }

    private String ofTypes() {
        return "WHERE r.type = " + sql.bindAny(query.types(), query.types().toArray(String[]::new));
    }

    /** What is asked about each that the driver leads to. */
    private String others(Optional<Criterion> driver) {
        List<String> conditions = new ArrayList<>();
        conditions.add("r.body IS NOT NULL");
        query.criteria()
                .stream()
                .filter(criterion -> driver.isEmpty() || criterion != driver.get())
                .forEach(criterion -> conditions.add(sql.resourceCondition(criterion, Subject.row("r"))));
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
                : page(walk.map(way -> way.from(sql)).orElse(from), where, driver.isPresent());
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
        return "SELECT f.*\nFROM unnest(" + sql.bind(query.types().toArray(String[]::new))
                + ") AS every (type) CROSS JOIN LATERAL (\n" + page(from, where, false)
                + ") f\nORDER BY " + order + "\nLIMIT " + sql.bind(query.count() + 1 - found);
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
                + after + "ORDER BY " + order + "\nLIMIT " + sql.bind(query.count() + 1 - found);
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
                        """.formatted(by.descending() ? "max" : "min", sql.pathIn(by.paths()), name), "timestamptz",
                        by.descending(), true);
                case SearchQuery.ByValue by -> new SortKey(name, name + ".value", """
                        LEFT JOIN LATERAL (%s) %s ON true
                        """.formatted(SortSql.value(by, sql), name), SortSql.cast(by.kind()), by.descending(), true);
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
        return text == null ? "" : "CAST(" + sql.bind(text) + " AS " + key.cast + ')';
    }

    /** The cursor names its resource: the resource's number would tell how many others there are. */
    private String number(ResourceKey key) {
        return "(SELECT c.pk FROM resource c WHERE c.type = " + sql.bind(key.type()) + " AND c.id = "
                + sql.bind(key.id())
                + ')';
    }
}
