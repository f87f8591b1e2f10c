package org.tributary.hub.store.search;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tributary.hub.store.index.RecordLink;
import org.tributary.hub.store.search.Criterion.Circle;
import org.tributary.hub.store.search.Criterion.Conjunction;
import org.tributary.hub.store.search.Criterion.Part;
import org.tributary.hub.store.search.Criterion.Table;
import org.tributary.hub.store.search.Criterion.Valued;

/**
 * Writes conditions on values that take more than one comparison of one row: each is a choice of tables and of what a
 * row {@code i} in them must be like. What narrows by an index is leakproof; other functions only look at what is left.
 */
final class ValueSql {

    private static final double METRES_PER_DEGREE = 111_194.9;
    private static final double EARTH_DIAMETER_METRES = 12_742_017.6;
    /** How many letters in a row {@code index_gram} has of each text. */
    private static final int GRAM = 3;

    private final CriterionSql sql;

    /**
     * @param sql
     *            writes plain criteria and keeps the statement's parameters
     */
    ValueSql(CriterionSql sql) {
        this.sql = sql;
    }

    /**
     * Rows that tell of a resource that it meets a criterion.
     *
     * @param table
     *            or a subquery, with the column {@code resource}
     */
    private record Rows(String table, String condition) {
    }

    /** How well a criterion tells resources apart: on the scale of {@link SearchPlan}. */
    static int rank(Valued valued) {
        return switch (valued) {
            case Criterion.Numbers numbers -> numbers.any().stream().anyMatch(one -> one.unit().isPresent()) ? 50 : 51;
            case Criterion.Present present -> Integer.MAX_VALUE;
            case Criterion.Composite composite -> composite.negated() ? Integer.MAX_VALUE : 35;
            case Criterion.Near near -> 35;
            case Criterion.Containing containing -> 36;
            case Criterion.Spelled spelled -> 37;
            case Criterion.OneOf one -> one.negated() ? Integer.MAX_VALUE : 41;
            case Criterion.InRecord within -> 15;
            case Criterion.WordSets words -> 32;
            case Criterion.Members members -> 8;
        };
    }

    /** The numbers of the resources that meet a criterion, each once, as the column {@code resource}. */
    String candidates(Valued valued) {
        List<Rows> rows = rows(valued);
        return rows.size() == 1
                ? "SELECT DISTINCT " + select(rows.getFirst())
                : rows.stream().map(one -> "SELECT " + select(one)).collect(Collectors.joining(" UNION "));
    }

    private static String select(Rows rows) {
        return "i.resource FROM " + rows.table + " i WHERE " + rows.condition;
    }

    /** Whether the resource with this number meets a criterion. */
    String condition(Valued valued, String number) {
        boolean negated = switch (valued) {
            case Criterion.Composite composite -> composite.negated();
            case Criterion.OneOf one -> one.negated();
            default -> false;
        };
        return (negated ? "NOT " : "") + rows(valued).stream()
                .map(rows -> "EXISTS (SELECT FROM " + rows.table + " i WHERE i.resource = " + number + " AND "
                        + rows.condition + ')')
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    private List<Rows> rows(Valued valued) {
        return switch (valued) {
            case Criterion.Numbers numbers -> List.of(rowsOf(numbers));
            case Criterion.Present present -> List.of(rowsOf(present));
            case Criterion.Composite composite -> composite.any().stream().map(this::together).toList();
            case Criterion.Near near -> near.any().stream().map(circle -> within(near, circle)).toList();
            case Criterion.Containing containing ->
                containing.any().stream().map(key -> containing(containing, key)).toList();
            case Criterion.Spelled spelled -> List.of(spelled(spelled));
            case Criterion.OneOf one -> List.of(oneOf(one));
            case Criterion.InRecord within -> List.of(inRecord(within));
            case Criterion.WordSets words -> words.any().stream().map(this::words).toList();
            case Criterion.Members members -> List.of(members(members));
        };
    }

    private Rows rowsOf(Criterion criterion) {
        return switch (criterion) {
            case Criterion.Numbers numbers ->
                new Rows(Table.QUANTITY.sqlName(), sql.pathIn(numbers.paths()) + " AND "
                        + CriterionSql.anyOf(numbers.any().stream().map(this::number).toList()));
            case Criterion.Present present -> new Rows(present.places().getFirst().table().sqlName(),
                    sql.pathIn(present.places().getFirst().paths()));
            default -> new Rows(SearchPlan.table(criterion).sqlName(), sql.rowCondition(criterion));
        };
    }

    /** One part's rows, if there are rows of the other parts in the same element or at least in the same resource. */
    private Rows together(Conjunction conjunction) {
        Part first = conjunction.parts()
                .stream()
                .filter(Part::inElement)
                .findFirst()
                .orElse(conjunction.parts().getFirst());
        Rows rows = rowsOf(first.criterion());
        StringBuilder condition = new StringBuilder(rows.condition);
        for (Part part : conjunction.parts()) {
            if (part == first) {
                continue;
            }
            Rows others = rowsOf(part.criterion());
            String same = part.inElement() ? "i.resource, i.element" : "i.resource";
            condition.append(" AND (%s) IN (SELECT %s FROM %s i WHERE %s)".formatted(same, same, others.table,
                    others.condition));
        }
        return new Rows(rows.table, condition.toString());
    }

    private String number(NumberCondition condition) {
        OptionalLong unit = condition.unit();
        List<String> parts = new ArrayList<>();
        if (unit.isPresent()) {
            parts.add("i.unit <> 0 AND i.unit = " + sql.bind(unit.getAsLong()));
        }
        if (condition.named().isPresent()) {
            String named = sql.bind(condition.named().getAsLong());
            parts.add("(i.code = " + named + " OR i.label = " + named + ')');
        }
        parts.add('(' + compare(condition, unit.isPresent() ? "i.base_low" : "i.low",
                unit.isPresent() ? "i.base_high" : "i.high") + ')');
        return String.join(" AND ", parts);
    }

    /** By the upper limit, which is the number itself but for ranges; ranges have an index of their own. */
    private String compare(NumberCondition condition, String low, String high) {
        String range = "i.low < i.high";
        return switch (condition.comparison()) {
            case EQ -> within(condition, low, high);
            case NE -> "NOT (" + within(condition, low, high) + ')';
            case GT -> high + " > " + sql.bind(condition.value());
            case GE -> high + " >= " + sql.bind(condition.value());
            case LT -> "%2$s < %4$s OR (%3$s AND %1$s < %4$s)".formatted(low, high, range, sql.bind(condition.value()));
            case LE ->
                "%2$s <= %4$s OR (%3$s AND %1$s <= %4$s)".formatted(low, high, range, sql.bind(condition.value()));
            case SA -> "%2$s > %3$s AND %1$s > %3$s".formatted(low, high, sql.bind(condition.value()));
            case EB -> high + " < " + sql.bind(condition.value());
            case AP -> "%2$s >= %4$s AND %2$s <= %5$s OR (%3$s AND %1$s <= %5$s AND %2$s >= %4$s)".formatted(low, high,
                    range, sql.bind(condition.from()), sql.bind(condition.to()));
        };
    }

    private String within(NumberCondition condition, String low, String high) {
        String from = sql.bind(condition.from());
        return low + " >= " + from + " AND " + high + " >= " + from + " AND " + high + " < "
                + sql.bind(condition.to());
    }

    /**
     * Rows whose text is one of those that have all the letters, three by three, and have them together. Too short a
     * text is looked for in every row.
     */
    private Rows containing(Criterion.Containing containing, String key) {
        String path = sql.pathIn(containing.paths());
        String together = " AND strpos(%s.value, " + sql.bind(key) + ") > 0";
        int[] letters = key.codePoints().toArray();
        if (letters.length < GRAM) {
            return new Rows(Table.TEXT.sqlName(), path + together.formatted("i"));
        }
        StringBuilder texts = new StringBuilder("SELECT g.path, g.value FROM index_gram g WHERE ")
                .append(gram("g", containing, letters, 0))
                .append(together.formatted("g"));
        for (int start : new TreeSet<>(List.of((letters.length - GRAM) / 2, letters.length - GRAM))) {
            if (start > 0) {
                texts.append(" AND (g.path, g.value) IN (SELECT o.path, o.value FROM index_gram o WHERE ")
                        .append(gram("o", containing, letters, start))
                        .append(')');
            }
        }
        return new Rows(Table.TEXT.sqlName(), path + " AND (i.path, i.value) IN (" + texts + ')');
    }

    private String gram(String alias, Criterion.Containing containing, int[] letters, int start) {
        return sql.pathIn(alias, containing.paths()) + " AND " + alias + ".gram = "
                + sql.bind(new String(letters, start, GRAM));
    }

    /** The publisher's own spellings count: rows of another scope may be hidden. */
    private Rows spelled(Criterion.Spelled spelled) {
        boolean token = spelled.table() == Table.TOKEN;
        List<Integer> paths = new ArrayList<>(spelled.paths());
        if (token) {
            paths.addAll(spelled.spellings());
        }
        String condition = CriterionSql.anyOf(spelled.any()
                .stream()
                .map(value -> sql.textCondition(value, "s"))
                .toList());
        String spelling = sql.pathIn("s", spelled.spellings()) + " AND " + condition;
        return new Rows(spelled.table().sqlName(), sql.pathIn(paths) + (token
                ? " AND (i.code, i.system, i.scope) IN (SELECT s.code, s.system, s.scope FROM index_spelling s WHERE "
                : " AND (i.target, i.scope) IN (SELECT s.code, s.scope FROM index_spelling s WHERE ") + spelling + ')');
    }

    private Rows oneOf(Criterion.OneOf one) {
        String codes = sql.bind(one.codes().toArray(Long[]::new));
        return new Rows(Table.TOKEN.sqlName(), sql.pathIn(one.paths()) + (one.systems().isEmpty()
                ? " AND i.code = ANY (" + codes + ')'
                : " AND (i.code, i.system) IN (SELECT * FROM unnest(" + codes + ", "
                        + sql.bind(one.systems().toArray(Long[]::new)) + "))"));
    }

    /**
     * The key finds the rows; what else must hold is asked in a form that no index answers, since PostgreSQL takes path
     * and code for independent and would rather go through all patients' rows with the code.
     */
    private Rows inRecord(Criterion.InRecord within) {
        List<Long> keys = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        for (int path : within.tokens().paths()) {
            for (Criterion.TokenValue value : within.tokens().any()) {
                long code = value.code().getAsLong();
                within.patients().forEach(patient -> keys.add(RecordLink.key(patient, path, code)));
                codes.add(same("path", path) + " AND " + same("code", code)
                        + (value.system().isPresent() ? " AND " + same("system", value.system().getAsLong()) : ""));
            }
        }
        return new Rows(Table.TOKEN.sqlName(), "i.in_record = " + sql.bindAny(keys, keys.toArray(Long[]::new))
                + " AND " + CriterionSql.anyOf(codes));
    }

    private String same(String column, Object value) {
        return "i." + column + " IS NOT DISTINCT FROM " + sql.bind(value);
    }

    private Rows words(List<Long> words) {
        StringBuilder condition = new StringBuilder("i.word = ").append(sql.bind(words.getFirst()));
        words.subList(1, words.size())
                .forEach(word -> condition
                        .append(" AND i.resource IN (SELECT w.resource FROM index_word w WHERE w.word = ")
                        .append(sql.bind(word))
                        .append(')'));
        return new Rows("index_word", condition.toString());
    }

    private Rows members(Criterion.Members members) {
        return new Rows("""
                (SELECT m.pk AS resource FROM resource l JOIN index_link k ON k.resource = l.pk AND %s
                 JOIN resource m ON m.target = k.target
                 WHERE l.type = 'List' AND l.id = ANY (%s) AND l.body IS NOT NULL)""".formatted(
                sql.pathIn("k", members.paths()), sql.bind(members.lists().toArray(String[]::new))), "true");
    }

    /** A band of latitudes by the index, then the distance on a sphere, by the haversine formula. */
    private Rows within(Criterion.Near near, Circle circle) {
        double band = circle.metres() / METRES_PER_DEGREE;
        String latitude = sql.bind(circle.latitude());
        String metres = """
                %s * asin(least(1, sqrt(power(sind((i.high - %s) / 2), 2)
                  + cosd(i.high) * cosd(%s) * power(sind((o.high - %s) / 2), 2))))""".formatted(
                sql.bind(EARTH_DIAMETER_METRES), latitude, latitude, sql.bind(circle.longitude()));
        return new Rows(Table.QUANTITY.sqlName(), """
                i.path = %s AND i.high >= %s AND i.high <= %s AND EXISTS (
                  SELECT FROM index_quantity o WHERE o.resource = i.resource AND o.path = %s AND %s <= %s)""".formatted(
                sql.bind(near.latitude()), sql.bind(circle.latitude() - band), sql.bind(circle.latitude() + band),
                sql.bind(near.longitude()), metres, sql.bind(circle.metres())));
    }
}
