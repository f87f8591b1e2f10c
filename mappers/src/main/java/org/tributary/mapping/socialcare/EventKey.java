package org.tributary.mapping.socialcare;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What makes an event the same event in two returns: the unique-event rule by which the Department of Health and Social
 * Care joins submissions. Within one council's feed and one person it is the start, the end (services apart, whose end
 * becomes known later), client type, event type and the route, assessment type, or service type and component. Coded
 * values count by their code, so that the wordings of both releases agree. The event reference is left out, as the
 * Department leaves it out: councils need not send it and reuse it. See docs/spec-clarifications.md.
 */
final class EventKey {

    /** In DHSC's order: of two rows about one event the one with the outcome named earlier says more. */
    private static final List<String> OUTCOMES = List.of("reablement", "assessment-or-review", "financial-assessment",
            "end-of-life-care", "provision-of-service", "support-planning", "continuation", "hospital", "nfa-moved",
            "nfa-nhs", "nfa-self-funded", "nfa-information", "nfa-other-service", "nfa-declined", "nfa-deceased",
            "nfa-ended-as-planned", "nfa-ended-other", "nfa-not-offered", "nfa-other");

    /** Within one return, services that differ in these are several. */
    private static final List<Column> SERVICE_SPLIT = List.of(Column.DELIVERY_MECHANISM, Column.UNIT_COST,
            Column.COST_FREQUENCY, Column.PLANNED_UNITS);

    /** The best statement first: without an end, then the latest end, then the better outcome, then the later row. */
    static final Comparator<EventRow> BEST_FIRST = Comparator
            .comparing(EventRow::endOrMax, Comparator.reverseOrder())
            .thenComparingInt(EventKey::outcomeRank)
            .thenComparing(EventRow::number, Comparator.reverseOrder());

    /**
     * The order of several services of one key. Those that go on longest come first: later returns hold fewer of them
     * and those keep their place, so that they keep their ids.
     */
    static final Comparator<EventRow> LONGEST_FIRST = Comparator
            .comparing(EventRow::endOrMax, Comparator.reverseOrder())
            .thenComparing(EventKey::split);

    private EventKey() {
    }

    /** The key of the event by the rule for joined submissions. */
    static String joined(EventRow row) {
        Stream<String> common = Stream.of(row.type().code(), row.start().toString(),
                row.type() == EventType.SERVICE || row.end() == null ? "" : row.end().toString(),
                row.values().codeOf(Column.CLIENT_TYPE));
        Stream<String> own = distinguishing(row.type()).stream().map(row.values()::codeOf);
        return Stream.concat(common, own).collect(Collectors.joining("|"));
    }

    /** What sets apart the services of one return that have the same key; empty for other events. */
    static String split(EventRow row) {
        return row.type() == EventType.SERVICE
                ? SERVICE_SPLIT.stream().map(column -> comparable(row, column)).collect(Collectors.joining("|"))
                : "";
    }

    private static List<Column> distinguishing(EventType type) {
        return switch (type) {
            case REQUEST -> List.of(Column.ROUTE_OF_ACCESS);
            case ASSESSMENT -> List.of(Column.ASSESSMENT_TYPE);
            case SERVICE -> List.of(Column.SERVICE_TYPE, Column.SERVICE_COMPONENT);
            case REVIEW -> List.of();
        };
    }

    /** Amounts are padded, so that they compare as numbers and 18.5 equals 18.50. */
    private static String comparable(EventRow row, Column column) {
        if (column.content() != Column.Content.AMOUNT) {
            return row.values().codeOf(column);
        }
        return row.values()
                .find(column)
                .map(amount -> String.format("%016d", new BigDecimal(amount).movePointRight(6).longValueExact()))
                .orElse("");
    }

    private static int outcomeRank(EventRow row) {
        int rank = OUTCOMES.indexOf(row.values().codeOf(Column.EVENT_OUTCOME));
        return rank < 0 ? OUTCOMES.size() : rank;
    }
}
