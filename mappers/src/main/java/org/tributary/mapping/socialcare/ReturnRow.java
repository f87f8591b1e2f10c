package org.tributary.mapping.socialcare;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.support.CsvTable;
import org.tributary.mapping.support.RowIssues;

/** One row of a return, judged. */
sealed interface ReturnRow {

    /**
     * A row that cannot be carried.
     *
     * @param personId
     *            whom it is about, if it says so: the return is then incomplete about them
     */
    record Rejected(@Nullable String personId) implements ReturnRow {
    }

    /**
     * A row that is carried.
     *
     * @param event
     *            absent for a carer known by association
     */
    record Accepted(int number, long line, String personId, ReportingPeriod period, RowValues values,
            @Nullable EventRow event) implements ReturnRow {

        /** The day by which rows about one person are compared: the later speaks of the person as they are now. */
        LocalDate asOf() {
            return event == null ? LocalDate.MIN : event.start();
        }
    }

    static ReturnRow read(ReturnTable table, CsvTable.Row row, RowIssues issues) {
        if (row.fields().size() != table.fields()) {
            issues.rejectRow("row-field-count", Kind.STRUCTURE,
                    "The row has " + row.fields().size() + " fields where the header has " + table.fields() + '.',
                    "Quote values that hold commas, and send one field for each column.");
            return new Rejected(null);
        }
        RowValues values = RowValues.read(row, table.header(), issues);
        Optional<String> personId = values.find(Column.PERSON_ID);
        if (personId.isEmpty()) {
            issues.reject("person-id-missing", Kind.REQUIRED, Column.PERSON_ID,
                    "The row names no person, so nobody's record can take it.",
                    "Fill the council's own identifier of the person.");
        }
        Optional<ReportingPeriod> period = period(values, issues);
        Optional<EventRow> event = Conditions.withoutEvent(values)
                ? Optional.empty()
                : event(row, values, issues);
        if (issues.rejecting() || personId.isEmpty() || period.isEmpty()) {
            return new Rejected(personId.orElse(null));
        }
        Conditions.check(values, event.map(EventRow::type).orElse(null), issues);
        checkDates(values, event, period.get(), issues);
        return new Accepted(row.number(), row.line(), personId.get(), period.get(), values, event.orElse(null));
    }

    private static Optional<ReportingPeriod> period(RowValues values, RowIssues issues) {
        LocalDate start = mandatory(values, Column.PERIOD_START, "period-missing", issues);
        LocalDate end = mandatory(values, Column.PERIOD_END, "period-missing", issues);
        if (start == null || end == null) {
            return Optional.empty();
        }
        if (end.isBefore(start)) {
            issues.reject("period-end-before-start", Kind.INVARIANT, Column.PERIOD_END,
                    "The reporting period ends before it starts.", "Correct the period's dates.");
            return Optional.empty();
        }
        return Optional.of(new ReportingPeriod(start, end));
    }

    private static Optional<EventRow> event(CsvTable.Row row, RowValues values, RowIssues issues) {
        Optional<EventType> type = values.find(Column.EVENT_TYPE).flatMap(EventType::find);
        if (!values.has(Column.EVENT_TYPE)) {
            issues.reject("event-type-missing", Kind.REQUIRED, Column.EVENT_TYPE,
                    "The row does not say what kind of event it is.",
                    "Fill it with Request, Assessment, Service or Review.");
        } else if (type.isEmpty()) {
            issues.reject("event-type-unknown", Kind.CODE_INVALID, Column.EVENT_TYPE,
                    "The event type is not one of the specification's.",
                    "Fill it with Request, Assessment, Service or Review.");
        }
        LocalDate start = mandatory(values, Column.EVENT_START, "event-start-missing", issues);
        LocalDate end = values.findDate(Column.EVENT_END).orElse(null);
        if (start != null && end != null && end.isBefore(start)) {
            issues.reject("event-end-before-start", Kind.INVARIANT, Column.EVENT_END,
                    "The event ends before it starts.", "Correct the event's dates.");
        }
        return type.isEmpty() || start == null
                ? Optional.empty()
                : Optional.of(new EventRow(row.number(), row.line(), type.get(), start, end, values));
    }

    private static @Nullable LocalDate mandatory(RowValues values, Column column, String issue, RowIssues issues) {
        Optional<LocalDate> date = values.findDate(column);
        // A date that is there but unreadable has its own issue already.
        if (date.isEmpty() && !issues.rejectingFor(column)) {
            issues.reject(issue, Kind.REQUIRED, column, "The date is missing, so the row cannot be placed in time.",
                    "Fill the date.");
        }
        return date.orElse(null);
    }

    private static void checkDates(RowValues values, Optional<EventRow> event, ReportingPeriod period,
            RowIssues issues) {
        Optional<LocalDate> death = values.findDate(Column.DATE_OF_DEATH);
        Optional<LocalDate> birth = values.findDate(Column.DATE_OF_BIRTH);
        if (death.isPresent() && birth.isPresent() && death.get().isBefore(birth.get())) {
            issues.warn("death-before-birth", Kind.INVARIANT, Column.DATE_OF_DEATH,
                    "The date of death is before the date of birth; both are kept.", "Correct the wrong one.");
        }
        if (event.isEmpty()) {
            return;
        }
        LocalDate end = event.get().end();
        if (death.isPresent() && end != null && end.isAfter(death.get())) {
            issues.warn("event-end-after-death", Kind.INVARIANT, Column.EVENT_END,
                    "The event ends after the person died; its end is shown as the date of death.",
                    "End events by the date of death.");
        }
        if (!period.expects(event.get().type(), event.get().start(), end)) {
            issues.warn("event-outside-period", Kind.INVARIANT, Column.EVENT_END,
                    "The event does not belong to a return for this period; it is kept.",
                    "Send requests, assessments and reviews that ended in the period and services active in it.");
        }
    }
}
