package org.tributary.hub.store.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes conditions on other resources than the one that is looked for. Every table in them is under row-level
 * security, and a row of the index has the scope of its resource: a resource that the caller may not see can neither be
 * passed through nor be what a join ends at.
 */
final class JoinSql {

    private final CriterionSql sql;
    private int aliases;

    /**
     * @param sql
     *            writes the criteria that a join ends at, and keeps the statement's parameters
     */
    JoinSql(CriterionSql sql) {
        this.sql = sql;
    }

    /**
     * A resource within a statement.
     *
     * @param number
     *            the expression for its number
     * @param row
     *            the alias of its row; empty when only its number is at hand
     */
    record Subject(String number, String row) {

        static Subject row(String alias) {
            return new Subject(alias + ".pk", alias);
        }
    }

    /** Whether a resource meets a join: semijoins, which PostgreSQL may begin at either end. */
    String condition(Criterion.Join join, Subject subject) {
        return switch (join) {
            case Criterion.Named named ->
                subject.row() + ".target = " + sql.bindAny(named.targets(), named.targets().toArray(Long[]::new));
            case Criterion.AnyOf any -> any.any()
                    .stream()
                    .map(one -> '(' + sql.resourceCondition(one, subject) + ')')
                    .collect(Collectors.joining(" OR ", "(", ")"));
            case Criterion.OfType type -> type.byType()
                    .entrySet()
                    .stream()
                    .map(entry -> "(" + subject.row() + ".type = " + sql.bind(entry.getKey()) + " AND "
                            + sql.resourceCondition(entry.getValue(), subject) + ')')
                    .collect(Collectors.joining(" OR ", "(", ")"));
            case Criterion.Chain chain -> chain(chain, subject);
            case Criterion.Has has -> has(has, subject);
        };
    }

    private String chain(Criterion.Chain chain, Subject subject) {
        String link = "l" + ++aliases;
        String row = "t" + aliases;
        String met = sql.resourceCondition(chain.met(), Subject.row(row));
        List<String> ways = new ArrayList<>();
        if (!chain.hop().paths().isEmpty()) {
            ways.add("""
                    EXISTS (SELECT FROM index_link %1$s JOIN resource %2$s ON %2$s.target = %1$s.target
                            WHERE %1$s.resource = %3$s AND %4$s AND %2$s.body IS NOT NULL AND %5$s)""".formatted(link,
                    row, subject.number(), sql.pathIn(link, chain.hop().paths()), met));
        }
        if (!chain.hop().canonicals().isEmpty()) {
            ways.add("""
                    EXISTS (SELECT FROM index_link %1$s JOIN index_link u%1$s ON u%1$s.target = %1$s.target
                            JOIN resource %2$s ON %2$s.pk = u%1$s.resource
                            WHERE %1$s.resource = %3$s AND %4$s AND %5$s AND %6$s)""".formatted(link, row,
                    subject.number(), sql.pathIn(link, chain.hop().canonicals()),
                    sql.pathIn("u" + link, chain.hop().urls()), met));
        }
        return either(ways);
    }

    /** The row of what refers is looked up only if its index rows do not tell enough. */
    private String has(Criterion.Has has, Subject subject) {
        String link = "l" + ++aliases;
        String row = "s" + aliases;
        boolean byNumber = tellsByIndex(has.met());
        String met = sql.resourceCondition(has.met(),
                byNumber ? new Subject(link + ".resource", "") : Subject.row(row));
        String source = byNumber ? "" : "JOIN resource %2$s ON %2$s.pk = %1$s.resource".formatted(link, row);
        List<String> ways = new ArrayList<>();
        if (!has.hop().paths().isEmpty()) {
            ways.add("""
                    EXISTS (SELECT FROM index_link %1$s %2$s
                            WHERE %1$s.target = %3$s.target AND %4$s AND %5$s)""".formatted(link, source,
                    subject.row(), sql.pathIn(link, has.hop().paths()), met));
        }
        if (!has.hop().canonicals().isEmpty()) {
            ways.add("""
                    EXISTS (SELECT FROM index_link u%1$s JOIN index_link %1$s ON %1$s.target = u%1$s.target %2$s
                            WHERE u%1$s.resource = %3$s AND %4$s AND %5$s AND %6$s)""".formatted(link, source,
                    subject.number(), sql.pathIn("u" + link, has.hop().urls()),
                    sql.pathIn(link, has.hop().canonicals()), met));
        }
        return either(ways);
    }

    /** Without a way, as from a URL to a type that has none, nothing is met. */
    private static String either(List<String> ways) {
        if (ways.isEmpty()) {
            return "false";
        }
        return ways.size() == 1 ? ways.getFirst() : "(" + String.join(" OR ", ways) + ')';
    }

    /** Whether a criterion is about index rows only, and not about the row of the resource itself. */
    static boolean tellsByIndex(Criterion criterion) {
        return switch (criterion) {
            case Criterion.Ids ids -> false;
            case Criterion.LastUpdated time -> false;
            case Criterion.Named named -> false;
            case Criterion.OfType type -> false;
            case Criterion.Has has -> has.hop().paths().isEmpty();
            case Criterion.AnyOf any -> any.any().stream().allMatch(JoinSql::tellsByIndex);
            case Criterion.Chain chain -> true;
            case Criterion.Tokens tokens -> true;
            case Criterion.Texts texts -> true;
            case Criterion.Dates dates -> true;
            case Criterion.Links links -> true;
            case Criterion.Missing missing -> true;
            case Criterion.Valued valued -> true;
        };
    }

    /** The numbers of the resources that meet a join, each once, as the column {@code resource}. */
    String candidates(Criterion.Join join) {
        return switch (join) {
            case Criterion.Named named -> "SELECT n.pk AS resource FROM resource n WHERE n.target = "
                    + sql.bindAny(named.targets(), named.targets().toArray(Long[]::new));
            case Criterion.AnyOf any ->
                any.any().stream().map(sql::candidates).collect(Collectors.joining(") UNION (", "(", ")"));
            case Criterion.Chain chain -> chainCandidates(chain);
            case Criterion.Has has -> hasCandidates(has);
            case Criterion.OfType type -> throw new IllegalStateException("What depends on the type does not drive");
        };
    }

    private String chainCandidates(Criterion.Chain chain) {
        String met = sql.candidates(chain.met());
        List<String> ways = new ArrayList<>();
        if (!chain.hop().paths().isEmpty()) {
            ways.add("""
                    SELECT l.resource FROM (%s) c JOIN resource t ON t.pk = c.resource
                    JOIN index_link l ON l.target = t.target AND %s
                    WHERE t.body IS NOT NULL""".formatted(met, sql.pathIn("l", chain.hop().paths())));
        }
        if (!chain.hop().canonicals().isEmpty()) {
            ways.add("""
                    SELECT l.resource FROM (%s) c JOIN index_link u ON u.resource = c.resource AND %s
                    JOIN index_link l ON l.target = u.target AND %s""".formatted(met,
                    sql.pathIn("u", chain.hop().urls()), sql.pathIn("l", chain.hop().canonicals())));
        }
        return distinct(ways);
    }

    private String hasCandidates(Criterion.Has has) {
        String met = sql.candidates(has.met());
        List<String> ways = new ArrayList<>();
        if (!has.hop().paths().isEmpty()) {
            ways.add("""
                    SELECT t.pk AS resource FROM (%s) c JOIN index_link l ON l.resource = c.resource AND %s
                    JOIN resource t ON t.target = l.target""".formatted(met, sql.pathIn("l", has.hop().paths())));
        }
        if (!has.hop().canonicals().isEmpty()) {
            ways.add("""
                    SELECT u.resource FROM (%s) c JOIN index_link l ON l.resource = c.resource AND %s
                    JOIN index_link u ON u.target = l.target AND %s""".formatted(met,
                    sql.pathIn("l", has.hop().canonicals()), sql.pathIn("u", has.hop().urls())));
        }
        return distinct(ways);
    }

    private static String distinct(List<String> ways) {
        if (ways.isEmpty()) {
            return "SELECT NULL::bigint AS resource WHERE false";
        }
        return ways.size() == 1
                ? ways.getFirst().replaceFirst("SELECT ", "SELECT DISTINCT ")
                : String.join("\nUNION\n", ways);
    }
}
