package org.tributary.hub.cohort;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tributary.hub.cohort.Criterion.Match;
import org.tributary.hub.store.MatchingIds;

/**
 * Writes a definition as one statement: each criterion is a set of persons, and groups are unions, intersections and
 * differences of sets. Every table is read under row-level security, so each set holds what the caller may see.
 *
 * <p>
 * Reads {@code person_link} and {@code patient_traits}, which linkage owns.
 */
final class CohortSql {

    private static final String EVERYONE = "SELECT person FROM person_link WHERE until IS NULL";

    /** What takes more than SQL to find. */
    interface Elsewhere {

        /** The ids of the visible Patients of a sex, as a part of a statement. */
        MatchingIds patientsOfSex(String sex, String prefix);

        UUID[] personsWithStays(Criterion.Stay stay);
    }

    /**
     * @param sql
     *            a WITH clause; each of its sets {@code s0}, {@code s1}, … has the one column {@code person}, nobody
     *            twice
     * @param steps
     *            how many sets there are
     */
    record Statement(String sql, int steps, Map<String, Object> parameters) {

        /** Asks how many are in each set. */
        String counts() {
            StringBuilder counts = new StringBuilder(sql);
            for (int step = 0; step < steps; step++) {
                counts.append(step == 0 ? "\nSELECT " : ",\n       ")
                        .append("(SELECT count(*) FROM s")
                        .append(step)
                        .append(") AS n")
                        .append(step);
            }
            return counts.toString();
        }

        /** Asks for a page of those who are left in the end; takes {@code after} and {@code limit}. */
        String members() {
            return sql + "\nSELECT person FROM s" + (steps - 1) + """

                    WHERE person > :after
                    ORDER BY person
                    LIMIT :limit""";
        }
    }

    private final SqlText text = new SqlText();
    private final EventSql events;
    private final Elsewhere elsewhere;

    private CohortSql(Optional<Set<String>> types, Elsewhere elsewhere) {
        this.events = new EventSql(text, types);
        this.elsewhere = elsewhere;
    }

    /**
     * @param types
     *            the resource types whose events the caller may see; empty for all
     */
    static Statement write(Criterion.Group root, Optional<Set<String>> types, Elsewhere elsewhere) {
        CohortSql sql = new CohortSql(types, elsewhere);
        List<String> sets = new ArrayList<>();
        for (Criterion member : root.members()) {
            sets.add(sql.next(root.match(), sets.size(), member));
        }
        return new Statement("WITH " + String.join(",\n", sets), sets.size(), sql.text.parameters());
    }

    /** Who is left after another criterion. */
    private String next(Match match, int step, Criterion member) {
        String before = step == 0 ? EVERYONE : "SELECT person FROM s" + (step - 1);
        String set = switch (match) {
            case ALL -> step == 0 && !isNone(member) ? distinct(member) : within(before, member);
            case ANY -> step == 0 ? distinct(member) : before + "\nUNION\n(" + persons(member) + ")";
            case NONE -> before + "\nEXCEPT\n(" + persons(member) + ")";
        };
        return "s" + step + " AS MATERIALIZED (\n" + set + ")";
    }

    private String distinct(Criterion criterion) {
        return "SELECT DISTINCT c.person FROM (\n" + persons(criterion) + ") c";
    }

    private static boolean isNone(Criterion criterion) {
        return criterion instanceof Criterion.Group group && group.match() == Match.NONE;
    }

    /** To leave out who meets any of a group costs less than to gather all who meet none. */
    private String within(String before, Criterion member) {
        return member instanceof Criterion.Group group && group.match() == Match.NONE
                ? before + "\nEXCEPT\n(" + joined(group, "UNION ALL") + ")"
                : before + "\nINTERSECT\n(" + persons(member) + ")";
    }

    private String joined(Criterion.Group group, String operator) {
        return group.members()
                .stream()
                .map(member -> "(" + persons(member) + ")")
                .collect(Collectors.joining("\n" + operator + "\n"));
    }

    /** A query of the persons who meet a criterion, in one column; somebody may come twice. */
    private String persons(Criterion criterion) {
        return switch (criterion) {
            case Criterion.Group group -> switch (group.match()) {
                case ALL -> joined(group, "INTERSECT");
                case ANY -> joined(group, "UNION ALL");
                case NONE -> EVERYONE + "\nEXCEPT\n(" + joined(group, "UNION ALL") + ")";
            };
            case Criterion.Event event -> events.persons(event);
            case Criterion.Followed followed -> events.persons(followed);
            case Criterion.Age age -> ofAge(age);
            case Criterion.Sex sex -> ofSex(sex);
            case Criterion.Stay stay -> "SELECT unnest(" + text.bind(elsewhere.personsWithStays(stay))
                    + "::uuid[]) AS person";
        };
    }

    /** Born so many years before the day or earlier, and later than a year more before it; whole dates only. */
    private String ofAge(Criterion.Age age) {
        Function<Integer, String> ago = years -> text.bind(born(age.at(), years));
        String youngest = age.years().from().isPresent()
                ? " AND t.birth_date <= " + ago.apply(age.years().from().getAsInt())
                : " AND t.birth_date <= " + ago.apply(0);
        String oldest = age.years().to().isPresent()
                ? " AND t.birth_date > " + ago.apply(age.years().to().getAsInt() + 1)
                : "";
        return """
                SELECT l.person
                FROM patient_traits t JOIN person_link l ON l.patient = t.patient AND l.until IS NULL
                WHERE length(t.birth_date) = 10""" + youngest + oldest;
    }

    private static String born(LocalDate at, int years) {
        LocalDate day = at.minusYears(years);
        return day.getYear() < 0 ? "0000-01-01" : day.toString();
    }

    private String ofSex(Criterion.Sex sex) {
        MatchingIds patients = elsewhere.patientsOfSex(sex.code(), "sex" + text.size() + "_");
        text.add(patients.parameters());
        return """
                SELECT l.person FROM person_link l
                WHERE l.until IS NULL AND l.patient IN (
                %s)""".formatted(patients.sql());
    }
}
