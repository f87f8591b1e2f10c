package org.tributary.mapping.hospitalcsv;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tributary.mapping.MapperOptions;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.NhsNumber;
import org.tributary.mapping.support.CsvTable;
import org.tributary.mapping.support.RowIssues;

/**
 * The filled columns of one row, by the hub's names of them: days as {@code yyyy-MM-dd}, times as {@code HH:mm}, a
 * birth as {@code yyyy-MM-dd} or {@code yyyy-MM}, all else as sent.
 */
final class RowValues {

    /** How files say that a column holds nothing: blank, {@code -} (padded) or {@code &}. */
    private static final Pattern NOTHING = Pattern.compile("[-&\\s]*");

    /** What HES writes for a date that was not sent, or was not one. */
    private static final Set<String> NO_DATE = Set.of("1800-01-01", "1801-01-01", "1600-01-01", "1582-10-15",
            "9999-01-01");

    private static final Pattern ISO = Pattern.compile("(\\d{4})-?(\\d{2})-?(\\d{2})( 00:00(:00)?)?");
    private static final Pattern BRITISH = Pattern.compile("(\\d{2})/(\\d{2})/(\\d{4})");
    private static final Pattern MONTH = Pattern.compile("(\\d{2})(\\d{4})");
    private static final Pattern TIME = Pattern.compile("(\\d{2}):?(\\d{2})(:\\d{2})?");

    private final Map<String, String> values = new TreeMap<>();
    private final MapperOptions options;

    private RowValues(MapperOptions options) {
        this.options = options;
    }

    static RowValues read(CsvTable.Row row, Map<HospitalColumn, Integer> header, MapperOptions options,
            RowIssues issues) {
        RowValues values = new RowValues(options);
        header.forEach((column, index) -> {
            String text = row.fields().get(index).strip();
            if (!NOTHING.matcher(text).matches()) {
                values.readField(column, text, issues);
            }
        });
        return values;
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    Map<String, String> all() {
        return values;
    }

    private void readField(HospitalColumn column, String text, RowIssues issues) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            issues.warn("control-characters", Kind.VALUE, column,
                    "The value holds control characters and is not carried.", "Send printable text only.");
            return;
        }
        Optional<String> value = switch (column.content()) {
            case TEXT -> Optional.of(Tables.standardCode(column.name(), text, options));
            case DIAGNOSIS, OPERATION -> Optional.of(text);
            case NHS_NUMBER -> nhsNumber(column, text, issues);
            case DATE -> date(column, text, issues);
            case TIME -> time(column, text, issues);
            case BIRTH -> birth(column, text, issues);
        };
        value.ifPresent(present -> values.put(column.name(), present));
    }

    private static Optional<String> nhsNumber(HospitalColumn column, String text, RowIssues issues) {
        Optional<NhsNumber> number = NhsNumber.parse(text);
        if (number.isEmpty()) {
            issues.warn("nhs-number-invalid", Kind.VALUE, column,
                    "The NHS number is not ten digits with a right check digit; it is not carried.",
                    "Trace the person on PDS and send the number it gives.");
        }
        return number.map(NhsNumber::value);
    }

    private static Optional<String> date(HospitalColumn column, String text, RowIssues issues) {
        Optional<String> date = day(text);
        if (date.isEmpty()) {
            unreadable(column, "The date is not a day of the calendar and is not carried.",
                    "Write dates as yyyy-MM-dd.", issues);
        }
        return date.filter(day -> !NO_DATE.contains(day));
    }

    private static Optional<String> day(String text) {
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            return day(iso.group(1), iso.group(2), iso.group(3));
        }
        Matcher british = BRITISH.matcher(text);
        return british.matches() ? day(british.group(3), british.group(2), british.group(1)) : Optional.empty();
    }

    private static Optional<String> day(String year, String month, String day) {
        try {
            return Optional.of(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)))
                    .filter(date -> date.getYear() >= 1000)
                    .map(LocalDate::toString);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> birth(HospitalColumn column, String text, RowIssues issues) {
        Matcher month = MONTH.matcher(text);
        if (!month.matches()) {
            return date(column, text, issues);
        }
        Optional<String> first = day(month.group(2), month.group(1), "01");
        if (first.isEmpty()) {
            unreadable(column, "The birth is not a month of the calendar and is not carried.",
                    "Write the month of birth as MMyyyy.", issues);
        }
        return first.filter(day -> !NO_DATE.contains(day)).map(day -> day.substring(0, 7));
    }

    private static Optional<String> time(HospitalColumn column, String text, RowIssues issues) {
        Matcher time = TIME.matcher(text);
        if (time.matches() && time.group(1).compareTo("24") < 0 && time.group(2).compareTo("60") < 0) {
            return Optional.of(time.group(1) + ':' + time.group(2));
        }
        unreadable(column, "The time is not one of the day and is not carried.", "Write times as HHmm.", issues);
        return Optional.empty();
    }

    private static void unreadable(HospitalColumn column, String message, String remedy, RowIssues issues) {
        issues.warn("date-unreadable", Kind.VALUE, column, message, remedy);
    }
}
