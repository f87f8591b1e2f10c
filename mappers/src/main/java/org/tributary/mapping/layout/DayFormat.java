package org.tributary.mapping.layout;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/** How a source writes days, in the letters of {@link DateTimeFormatter}, e.g. {@code dd/MM/yyyy}. */
record DayFormat(DateTimeFormatter formatter) {

    /**
     * @throws IllegalArgumentException
     *             when the pattern is none
     */
    static DayFormat of(String pattern) {
        return new DayFormat(DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.UK)
                .withResolverStyle(ResolverStyle.STRICT));
    }

    Optional<LocalDate> parse(String text) {
        try {
            return Optional.of(LocalDate.parse(text, formatter)).filter(day -> day.getYear() >= 1000);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
