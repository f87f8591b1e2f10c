package org.tributary.mapping.gpextract;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.NhsNumber;
import org.tributary.mapping.support.CsvTable;
import org.tributary.mapping.support.RowIssues;

/** Reads the rows of one table: days as {@code yyyy-MM-dd}, times as {@code HH:mm:ss}, all else as sent. */
final class RowReader {

    private static final Set<Table> OF_PATIENTS = EnumSet.of(Table.CONSULTATION, Table.OBSERVATION, Table.PROBLEM,
            Table.DRUG_RECORD, Table.ISSUE_RECORD);
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final Pattern BRITISH = Pattern.compile("(\\d{2})/(\\d{2})/(\\d{4})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final Table table;
    private final List<String> headings;

    RowReader(Table table, List<String> headings) {
        this.table = table;
        this.headings = headings;
    }

    static int byNumber(String one, String other) {
        boolean numbers = NUMBER.matcher(one).matches() && NUMBER.matcher(other).matches();
        return numbers ? Long.compare(Long.parseLong(one), Long.parseLong(other)) : one.compareTo(other);
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
        boolean deleted = "true".equalsIgnoreCase(values.getOrDefault("Deleted", ""));
        require(table.key(), values, issues);
        if (OF_PATIENTS.contains(table) && !deleted) {
            require("PatientGuid", values, issues);
        }
        return issues.rejecting() ? Optional.empty() : Optional.of(values);
    }

    private static void require(String column, Map<String, String> values, RowIssues issues) {
        if (!values.containsKey(column)) {
            issues.reject("guid-missing", Kind.REQUIRED, () -> column,
                    "The row does not say what or whom it is about.", "Fill the column.");
        }
    }

    private static Optional<String> value(String heading, String text, RowIssues issues) {
        if (!isReadable(heading, text)) {
            issues.warn("value-unreadable", Kind.VALUE, () -> heading,
                    "The value is none that the column can have and is not carried.",
                    "Send an NHS number with its check digit, a sex of the extract's list, limits as numbers.");
            return Optional.empty();
        }
        Optional<String> value = Optional.of(text);
        if (heading.endsWith("Date") || heading.startsWith("DateOf")) {
            value = day(text);
        } else if (heading.endsWith("Time") && !heading.endsWith("InTime")) {
            value = time(text);
        }
        if (value.isEmpty()) {
            issues.warn("date-unreadable", Kind.VALUE, () -> heading,
                    "The value is no day or time and is not carried.", "Write yyyy-MM-dd and HH:mm:ss.");
        }
        return value;
    }

    private static boolean isReadable(String heading, String text) {
        return switch (heading) {
            case "NhsNumber" -> NhsNumber.parse(text).isPresent();
            case "Sex" -> PatientMapper.SEX.translate(text).isPresent();
            case "NumericRangeLow", "NumericRangeHigh" -> text.matches(ObservationMapper.NUMBER);
            default -> true;
        };
    }

    private static Optional<String> day(String text) {
        Matcher iso = ISO.matcher(text);
        Matcher british = BRITISH.matcher(text);
        try {
            String day = iso.matches()
                    ? text
                    : british.matches() ? british.group(3) + '-' + british.group(2) + '-' + british.group(1) : "";
            return Optional.of(LocalDate.parse(day)).filter(date -> date.getYear() >= 1000).map(LocalDate::toString);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> time(String text) {
        try {
            LocalTime time = LocalTime.parse(text);
            return Optional.of(time.toString().length() == 5 ? time + ":00" : time.toString().substring(0, 8));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
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
