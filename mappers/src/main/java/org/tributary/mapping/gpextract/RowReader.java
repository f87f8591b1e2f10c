package org.tributary.mapping.gpextract;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.support.CsvTable;
import org.tributary.mapping.support.RowIssues;

/** Reads the rows of one table. What a row says that cannot be carried is told with its column. */
final class RowReader {

    private static final Set<Table> OF_PATIENTS = EnumSet.of(Table.CONSULTATION, Table.OBSERVATION, Table.PROBLEM,
            Table.REFERRAL, Table.DRUG_RECORD, Table.ISSUE_RECORD);
    private static final Set<Table> CODED = EnumSet.of(Table.OBSERVATION, Table.DRUG_RECORD, Table.ISSUE_RECORD);

    /** Columns that say nothing without another. */
    private static final Map<String, String> COMPANIONS = Map.ofEntries(Map.entry("EnteredTime", "EnteredDate"),
            Map.entry("StartTime", "StartDate"), Map.entry("EndTime", "EndDate"),
            Map.entry("AppointmentStartTime", "AppointmentDate"), Map.entry("AppointmentDate", "AppointmentStartTime"),
            Map.entry("QuantityUnit", "Quantity"), Map.entry("NumericUnit", "Value"),
            Map.entry("NumericRangeLow", "Value"), Map.entry("NumericRangeHigh", "Value"));

    /** Columns of beginnings with those of their ends. */
    private static final Map<String, String> PERIODS = Map.of("EffectiveDate", "CancellationDate",
            "DateOfRegistration", "DateOfDeactivation", "ContractStartDate", "ContractEndDate", "OpenDate",
            "CloseDate", "StartDate", "EndDate", "StartTime", "EndTime");

    private final Table table;
    private final List<String> headings;
    private final ColumnReader columns;

    RowReader(Table table, List<String> headings, Words words) {
        this.table = table;
        this.headings = headings;
        this.columns = new ColumnReader(words);
    }

    /** The filled columns that are carried; empty when the row cannot be. */
    Optional<Map<String, String>> read(CsvTable.Row row, RowIssues issues) {
        if (row.fields().size() != headings.size()) {
            issues.rejectRow("row-field-count", Kind.STRUCTURE,
                    "The row has " + row.fields().size() + " fields where the header has " + headings.size() + '.',
                    "Quote values that hold commas, and send one field for each column.");
            return Optional.empty();
        }
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < headings.size(); i++) {
            String heading = headings.get(i);
            String text = printable(row.fields().get(i));
            if (!text.isEmpty() && table.carries(heading)) {
                value(heading, text, issues).ifPresent(value -> values.put(heading, value));
            }
        }
        require(table.key(), values, issues);
        if (!"true".equals(values.get("Deleted"))) {
            dropWithoutCompanion(values, issues);
            dropWrongBeginnings(values, issues);
            requireOfEntries(values, issues);
        }
        return issues.rejecting() ? Optional.empty() : Optional.of(values);
    }

    private Optional<String> value(String heading, String text, RowIssues issues) {
        Optional<String> value = columns.read(heading, text);
        if (value.isEmpty() && ColumnReader.isDayOrTime(heading)) {
            issues.warn("date-unreadable", Kind.VALUE, () -> heading,
                    "The value is no day or time and is not carried.", "Write yyyy-MM-dd and HH:mm:ss.");
        } else if (value.isEmpty()) {
            issues.warn("value-unreadable", Kind.VALUE, () -> heading,
                    "The value is none that the column can have and is not carried.",
                    "Send an NHS number with its check digit, words of the extract's lists, numbers as numbers.");
        }
        return value;
    }

    private void requireOfEntries(Map<String, String> values, RowIssues issues) {
        if (OF_PATIENTS.contains(table)) {
            require("PatientGuid", values, issues);
        }
        if (CODED.contains(table) && !values.containsKey(Code.COLUMN)) {
            issues.warn("code-missing", Kind.REQUIRED, () -> Code.COLUMN,
                    "The row does not say what it is of; it is kept with a code that is marked as unknown.",
                    "Fill the column.");
        }
    }

    private static void require(String column, Map<String, String> values, RowIssues issues) {
        if (!values.containsKey(column)) {
            issues.reject("guid-missing", Kind.REQUIRED, () -> column,
                    "The row does not say what or whom it is about.", "Fill the column.");
        }
    }

    private static void dropWithoutCompanion(Map<String, String> values, RowIssues issues) {
        for (String column : List.copyOf(values.keySet())) {
            String companion = COMPANIONS.get(column);
            if (companion != null && !values.containsKey(companion)) {
                values.remove(column);
                issues.warn("value-alone", Kind.INCOMPLETE, () -> column,
                        "The value says nothing without the column " + companion
                                + ", which is blank or unreadable; it is not carried.",
                        "Fill both columns or neither.");
            }
        }
    }

    /** What ends before it begins has ended: its beginning is what cannot be right. */
    private static void dropWrongBeginnings(Map<String, String> values, RowIssues issues) {
        for (String start : List.copyOf(values.keySet())) {
            String end = PERIODS.get(start);
            if (end == null || !values.containsKey(end) || !isAfter(values, start, end)) {
                continue;
            }
            values.remove(start);
            issues.warn("begins-after-its-end", Kind.INVARIANT, () -> start,
                    "The value is later than that of the column " + end + "; the beginning is not carried.",
                    "Send periods that begin before they end.");
        }
    }

    /** Compared as exactly as both are known. Times of day count within one day. */
    private static boolean isAfter(Map<String, String> values, String start, String end) {
        if (start.endsWith("Time")) {
            return values.getOrDefault("StartDate", "").equals(values.getOrDefault("EndDate", ""))
                    && values.getOrDefault(start, "").compareTo(values.getOrDefault(end, "")) > 0;
        }
        String from = Row.precise(values.getOrDefault(start, ""), values.getOrDefault(start + "Precision", "YMD"))
                .orElse("");
        String to = values.getOrDefault(end, "");
        int length = Math.min(from.length(), to.length());
        return from.substring(0, length).compareTo(to.substring(0, length)) > 0;
    }

    /** Clinical text may hold line breaks; FHIR takes no other control characters. */
    private static String printable(String field) {
        StringBuilder kept = new StringBuilder();
        field.chars()
                .filter(c -> !Character.isISOControl(c) || c == '\n' || c == '\r' || c == '\t')
                .forEach(c -> kept.append((char) c));
        return kept.toString().strip();
    }
}
