package org.tributary.mapping.gpextract;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tributary.mapping.NhsNumber;

/**
 * Reads the value of a column as what the column's name says that it holds: days as {@code yyyy-MM-dd}, times as
 * {@code HH:mm:ss}, flags as {@code true} and {@code false}, all else as sent.
 */
record ColumnReader(Words words) {

    static final String NUMBER = "-?\\d{1,12}(\\.\\d{1,6})?";

    private static final Set<String> NUMBERS = Set.of("NumericRangeLow", "NumericRangeHigh", "Quantity");
    private static final Set<String> COUNTS = Set.of("PlannedDurationInMinutes", "CourseDurationInDays",
            "NumberOfIssues", "NumberOfIssuesAuthorised");
    private static final String COUNT = "\\d{1,5}";
    private static final Set<String> PRECISIONS = Set.of("U", "Y", "YM", "YMD", "YMDT");
    private static final Set<String> FLAGS = Set.of("Deleted", "IsConfidential", "SpineSensitive", "IsActive",
            "Complete", "DidNotAttend");
    private static final Map<String, String> SAID = Map.of("true", "true", "1", "true", "y", "true", "yes", "true",
            "false", "false", "0", "false", "n", "false", "no", "false");
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final Pattern BRITISH = Pattern.compile("(\\d{2})/(\\d{2})/(\\d{4})");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");

    /** The value; empty when it is none that the column can have. */
    Optional<String> read(String column, String text) {
        if (FLAGS.contains(column)) {
            return Optional.ofNullable(SAID.get(text.toLowerCase(Locale.ROOT)));
        }
        if (isDay(column)) {
            return day(text);
        }
        if (isTime(column)) {
            return time(text);
        }
        return isReadable(column, text) ? Optional.of(text) : Optional.empty();
    }

    static boolean isDayOrTime(String column) {
        return isDay(column) || isTime(column);
    }

    private static boolean isDay(String column) {
        return column.endsWith("Date") || column.startsWith("DateOf");
    }

    private static boolean isTime(String column) {
        return column.endsWith("Time");
    }

    private boolean isReadable(String column, String text) {
        if (NUMBERS.contains(column)) {
            return text.matches(NUMBER);
        }
        if (COUNTS.contains(column)) {
            return text.matches(COUNT);
        }
        if (column.endsWith("Precision")) {
            return PRECISIONS.contains(text);
        }
        return switch (column) {
            case "NhsNumber" -> NhsNumber.parse(text).isPresent();
            case "Sex" -> words.sex(text).isPresent();
            case "SignificanceDescription" -> words.significance(text).isPresent();
            case "ProblemStatusDescription" -> words.problemStatus(text).isPresent();
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
            return Optional.of(LocalTime.parse(text).format(SECONDS));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
