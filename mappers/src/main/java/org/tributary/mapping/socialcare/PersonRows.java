package org.tributary.mapping.socialcare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.support.RowIssues;

/** The accepted rows of one return about one person, on their way to what the return says about them. */
final class PersonRows {

    /** A person has one of each; rows that disagree on them may be about two people. */
    private static final Set<Column> IDENTIFYING = Set.of(Column.NHS_NUMBER, Column.DATE_OF_BIRTH,
            Column.DATE_OF_DEATH);

    /** The latest event's row speaks of the person as they are now; of the same day, the later row. */
    private static final Comparator<ReturnRow.Accepted> LATEST_FIRST = Comparator
            .comparing(ReturnRow.Accepted::asOf, Comparator.reverseOrder())
            .thenComparing(ReturnRow.Accepted::number, Comparator.reverseOrder());

    private final List<ReturnRow.Accepted> rows = new ArrayList<>();
    private final Map<Integer, RowIssues> issues = new LinkedHashMap<>();

    void add(ReturnRow.Accepted row, RowIssues rowIssues) {
        rows.add(row);
        issues.put(row.number(), rowIssues);
    }

    /**
     * @param partial
     *            whether rows were rejected that are or may be about the person
     */
    ClientReturn toReturn(ReportingPeriod period, boolean partial) {
        return new ClientReturn(period, partial, rows.isEmpty() ? null : person(), events());
    }

    private Map<Column, String> person() {
        Map<Column, String> person = new EnumMap<>(Column.class);
        for (ReturnRow.Accepted row : rows.stream().sorted(LATEST_FIRST).toList()) {
            row.values().all().forEach((column, value) -> {
                if (column.topic().ofPerson()) {
                    String kept = person.putIfAbsent(column, value);
                    if (kept != null && column.topic() == Column.Topic.PERSON && !same(column, kept, value)) {
                        disagree(issuesOf(row.number()), column);
                    }
                }
            });
        }
        return person;
    }

    private static boolean same(Column column, String one, String other) {
        return column.list().map(list -> list.codeOf(one).equals(list.codeOf(other))).orElse(one.equals(other));
    }

    private static void disagree(RowIssues row, Column column) {
        String message = "The row differs from the person's latest event in this column; the latest is carried.";
        if (IDENTIFYING.contains(column)) {
            row.warn("person-rows-differ", Kind.INVARIANT, column, message,
                    "Check that the rows are about one person, and correct the wrong ones.");
        } else {
            row.inform("person-rows-differ", Kind.INVARIANT, column, message,
                    "Nothing, if the person's circumstances changed between the events.");
        }
    }

    private List<CareEvent> events() {
        Map<String, List<EventRow>> same = new LinkedHashMap<>();
        for (ReturnRow.Accepted row : rows) {
            EventRow event = row.event();
            if (event != null) {
                String identity = EventKey.joined(event) + '\n' + EventKey.split(event);
                same.computeIfAbsent(identity, key -> new ArrayList<>()).add(event);
            }
        }
        Map<String, List<EventRow>> byKey = new LinkedHashMap<>();
        same.values().forEach(duplicates -> {
            EventRow best = best(duplicates);
            byKey.computeIfAbsent(EventKey.joined(best), key -> new ArrayList<>()).add(best);
        });
        List<CareEvent> events = new ArrayList<>();
        byKey.forEach((key, several) -> events.addAll(numbered(key, several)));
        return events;
    }

    private EventRow best(List<EventRow> duplicates) {
        List<EventRow> bestFirst = duplicates.stream().sorted(EventKey.BEST_FIRST).toList();
        EventRow best = bestFirst.getFirst();
        for (EventRow dropped : bestFirst.subList(1, bestFirst.size())) {
            issuesOf(dropped.number()).inform("event-duplicate", Kind.DUPLICATE, Column.EVENT_TYPE,
                    "The row states the same event as line " + best.line()
                            + ", which says more or comes later; this one is not carried.",
                    "Send each event once.");
        }
        return best;
    }

    /** Several services of one key get a number behind it, the first none. */
    private static List<CareEvent> numbered(String key, List<EventRow> several) {
        List<EventRow> ordered = several.stream().sorted(EventKey.LONGEST_FIRST).toList();
        List<CareEvent> events = new ArrayList<>();
        for (EventRow event : ordered) {
            events.add(event.toEvent(events.isEmpty() ? key : key + '#' + (events.size() + 1)));
        }
        return events;
    }

    private RowIssues issuesOf(int number) {
        RowIssues found = issues.get(number);
        if (found == null) {
            throw new IllegalStateException("Row " + number + " is not of this person");
        }
        return found;
    }
}
