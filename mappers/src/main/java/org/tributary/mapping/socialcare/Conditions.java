package org.tributary.mapping.socialcare;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.support.RowIssues;

/**
 * Which columns the specification wants filled in which rows, and which it does not know there. A breach never rejects
 * a row: what can be carried is.
 */
final class Conditions {

    private static final String CARER_BY_ASSOCIATION = "carer-known-by-association";
    private static final String SERVICE_USER = "service-user";
    private static final Set<String> SHORT_TERM_WITH_COST = Set.of("short-term-residential", "short-term-nursing",
            "carer-respite");

    private static final Set<Column> OF_SERVICE_USERS = Set.of(Column.AUTISM, Column.VISUAL_IMPAIRMENT,
            Column.HEARING_IMPAIRMENT, Column.DEMENTIA, Column.CLIENT_FUNDING_STATUS);
    private static final Set<Column> OF_CARERS = Set.of(Column.HOURS_CARING, Column.ADULTS_CARED_FOR,
            Column.LINKED_PERSON_1, Column.LINKED_PERSON_2, Column.LINKED_PERSON_3);

    /** A row and the type of its event, if it has one. */
    private record Case(RowValues values, @Nullable EventType type) {

        boolean is(EventType wanted) {
            return type == wanted;
        }

        boolean hasEvent() {
            return type != null;
        }

        boolean code(Column column, String code) {
            return values.codeOf(column).equals(code);
        }

        boolean financialAssessment() {
            return is(EventType.ASSESSMENT) && code(Column.ASSESSMENT_TYPE, "financial");
        }

        boolean carer() {
            return code(Column.CLIENT_TYPE, "unpaid-carer") || code(Column.CLIENT_TYPE, CARER_BY_ASSOCIATION);
        }

        boolean serviceUser() {
            return code(Column.CLIENT_TYPE, SERVICE_USER);
        }
    }

    private record Rule(Column column, Predicate<Case> mandatory) {
    }

    private static final List<Rule> RULES = List.of(
            new Rule(Column.LA_CODE, row -> true),
            new Rule(Column.NHS_NUMBER, row -> true),
            new Rule(Column.GENDER, row -> true),
            new Rule(Column.ETHNICITY, row -> true),
            new Rule(Column.DATE_OF_BIRTH, row -> true),
            new Rule(Column.CLIENT_TYPE, row -> true),
            new Rule(Column.PRIMARY_SUPPORT_REASON, row -> !row.is(EventType.REQUEST)),
            new Rule(Column.POSTCODE, row -> true),
            new Rule(Column.ACCOMMODATION_STATUS, row -> true),
            new Rule(Column.EMPLOYMENT_STATUS, Conditions::ofWorkingAgeWithLearningDisability),
            new Rule(Column.HAS_UNPAID_CARER, row -> true),
            new Rule(Column.CLIENT_FUNDING_STATUS, Conditions::needsFundingStatus),
            new Rule(Column.EVENT_END, Conditions::needsEnd),
            new Rule(Column.EVENT_OUTCOME, row -> row.hasEvent() && !row.financialAssessment()),
            new Rule(Column.ROUTE_OF_ACCESS, row -> row.is(EventType.REQUEST)),
            new Rule(Column.ASSESSMENT_TYPE, row -> row.is(EventType.ASSESSMENT)),
            new Rule(Column.METHOD_OF_ASSESSMENT, row -> row.is(EventType.ASSESSMENT) && !row.financialAssessment()),
            new Rule(Column.SERVICE_TYPE, row -> row.is(EventType.SERVICE)),
            new Rule(Column.SERVICE_COMPONENT, row -> row.is(EventType.SERVICE)),
            new Rule(Column.REVIEW_REASON, row -> row.is(EventType.REVIEW)),
            new Rule(Column.REVIEW_OUTCOMES,
                    row -> row.is(EventType.REVIEW) && row.code(Column.REVIEW_REASON, "planned")),
            new Rule(Column.METHOD_OF_REVIEW, row -> row.is(EventType.REVIEW)),
            new Rule(Column.UNIT_COST, Conditions::needsCost),
            new Rule(Column.COST_FREQUENCY, Conditions::needsCost));

    private Conditions() {
    }

    /** Whether a row of this client type has no event of its own. */
    static boolean withoutEvent(RowValues values) {
        return values.codeOf(Column.CLIENT_TYPE).equals(CARER_BY_ASSOCIATION) && !values.has(Column.EVENT_TYPE);
    }

    static void check(RowValues values, @Nullable EventType type, RowIssues issues) {
        Case row = new Case(values, type);
        for (Rule rule : RULES) {
            if (!values.has(rule.column()) && rule.mandatory().test(row)) {
                issues.warn("mandatory-blank", Kind.REQUIRED, rule.column(),
                        "The column is mandatory in a row of this kind and blank, or not readable.", "Fill it.");
            }
        }
        if (row.hasEvent() && row.code(Column.CLIENT_TYPE, CARER_BY_ASSOCIATION)) {
            issues.warn("event-not-expected", Kind.INVARIANT, Column.EVENT_TYPE,
                    "A carer known by association has no events of their own; the event is kept.",
                    "Leave the event columns blank, or send another client type.");
        }
        for (Column column : values.all().keySet()) {
            if (!applies(column, type)) {
                issues.inform("column-not-applicable", Kind.NOT_SUPPORTED, column,
                        "The column does not apply to a row of this kind; its value is not carried.",
                        "Leave it blank in such rows.");
            } else if (row.serviceUser() && OF_CARERS.contains(column)
                    || row.carer() && OF_SERVICE_USERS.contains(column)) {
                issues.inform("column-not-of-client-type", Kind.INVARIANT, column,
                        "The column does not apply to clients of this type; its value is kept.",
                        "Leave it blank in such rows, or correct the client type.");
            }
        }
    }

    private static boolean applies(Column column, @Nullable EventType type) {
        return column.topic() == Column.Topic.RETURN || column.topic().ofPerson()
                || type != null && column.topic().ofEvent(type);
    }

    private static boolean ofWorkingAgeWithLearningDisability(Case row) {
        Optional<LocalDate> birth = row.values().findDate(Column.DATE_OF_BIRTH);
        Optional<LocalDate> periodEnd = row.values().findDate(Column.PERIOD_END);
        if (birth.isEmpty() || periodEnd.isEmpty()) {
            return false;
        }
        int age = Period.between(birth.get(), periodEnd.get()).getYears();
        return row.serviceUser() && age >= 18 && age < 65
                && row.code(Column.PRIMARY_SUPPORT_REASON, "learning-disability");
    }

    private static boolean needsFundingStatus(Case row) {
        return row.serviceUser()
                && (row.is(EventType.SERVICE) || row.is(EventType.REVIEW) || row.financialAssessment());
    }

    private static boolean needsEnd(Case row) {
        return row.hasEvent() && (!row.is(EventType.SERVICE) || row.values().has(Column.DATE_OF_DEATH));
    }

    /** Nobody prices what the council commissions for all, nor short term support at home. */
    private static boolean needsCost(Case row) {
        String type = row.values().codeOf(Column.SERVICE_TYPE);
        return row.is(EventType.SERVICE) && !row.code(Column.DELIVERY_MECHANISM, "commissioned-support")
                && (type.startsWith("long-term") || type.startsWith("carer-")
                        || SHORT_TERM_WITH_COST.contains(row.values().codeOf(Column.SERVICE_COMPONENT)));
    }
}
