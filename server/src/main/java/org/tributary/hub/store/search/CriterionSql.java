package org.tributary.hub.store.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tributary.hub.store.index.DateRange;
import org.tributary.hub.store.search.Criterion.Comparison;
import org.tributary.hub.store.search.Criterion.DateCondition;
import org.tributary.hub.store.search.Criterion.Missing;
import org.tributary.hub.store.search.Criterion.Table;
import org.tributary.hub.store.search.Criterion.TextValue;
import org.tributary.hub.store.search.Criterion.TokenValue;
import org.tributary.hub.store.search.JoinSql.Subject;

/**
 * Writes what the criteria of one statement ask of a resource, and keeps that statement's parameters. All conditions
 * are leakproof, else row-level security would keep them from the index.
 */
final class CriterionSql {

    private final String prefix;
    private final Map<String, Object> parameters = new HashMap<>();
    private final JoinSql joins = new JoinSql(this);
    private final ValueSql values = new ValueSql(this);

    /**
     * @param prefix
     *            of the parameters' names, which tells two statements that are made one apart
     */
    CriterionSql(String prefix) {
        this.prefix = prefix;
    }

    /** By name, as JdbcClient takes them: of all that was written so far. */
    Map<String, Object> parameters() {
        return parameters;
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
