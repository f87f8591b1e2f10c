package org.tributary.mapping.socialcare;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.regex.Pattern;

/** The two ways in which returns write a day: {@code yyyy-MM-dd} and {@code dd/MM/yyyy}. */
final class ReturnDate {

    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd")
            .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter BRITISH = DateTimeFormatter.ofPattern("dd/MM/uuuu")
            .withResolverStyle(ResolverStyle.STRICT);

    /** Databases export a day with a midnight behind it. */
    private static final Pattern MIDNIGHT = Pattern.compile("[ T]00:00(:00(\\.0{1,9})?)?$");

    private ReturnDate() {
    }

    /** The day, if the text is one that FHIR can write (years 1000 to 9999). */
    static Optional<LocalDate> parse(String text) {
        String day = MIDNIGHT.matcher(text).replaceFirst("");
        try {
            LocalDate date = LocalDate.parse(day, day.contains("/") ? BRITISH : ISO);
            return date.getYear() >= 1000 ? Optional.of(date) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
