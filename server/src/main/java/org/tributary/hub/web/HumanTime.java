package org.tributary.hub.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.tributary.hub.pathway.EventTime;

/** Dates and times as people read them: {@code 03 Mar 2026} and {@code 14:05}, in London. */
public final class HumanTime {

    // English rather than British month names: Britain's September has four letters.
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);

    private HumanTime() {
    }

    /** As much of the date as the source said. */
    public static String date(EventTime time) {
        return switch (time.precision()) {
            case YEAR -> String.valueOf(time.instant().atZone(EventTime.LONDON).getYear());
            case MONTH -> MONTH.format(time.instant().atZone(EventTime.LONDON));
            case DAY, TIME -> date(time.instant());
        };
    }

    public static String date(Instant instant) {
        return DATE.format(instant.atZone(EventTime.LONDON));
    }

    public static String date(LocalDate day) {
        return DATE.format(day);
    }

    /** To the second, as operators need it. */
    public static String dateAndTime(Instant instant) {
        return date(instant) + ", " + CLOCK.format(instant.atZone(EventTime.LONDON));
    }

    public static String month(LocalDate day) {
        return MONTH.format(day);
    }

    /** The time of day, when the source said one. */
    public static Optional<String> time(EventTime time) {
        return switch (time.precision()) {
            case YEAR, MONTH, DAY -> Optional.empty();
            case TIME -> Optional.of(TIME.format(time.instant().atZone(EventTime.LONDON)));
        };
    }

    public static String dateAndTime(EventTime time) {
        return date(time) + time(time).map(clock -> ", " + clock).orElse("");
    }

    /** A FHIR date of any precision. */
    public static String fhirDate(String date) {
        try {
            return switch (date.length()) {
                case 10 -> DATE.format(LocalDate.parse(date));
                case 7 -> MONTH.format(LocalDate.parse(date + "-01"));
                default -> date;
            };
        } catch (DateTimeParseException e) {
            return date;
        }
    }

    /** Completed years on a day, when the birth date is a whole date. */
    public static Optional<Integer> age(String birthDate, LocalDate today) {
        try {
            LocalDate born = LocalDate.parse(birthDate);
            return born.isAfter(today) ? Optional.empty() : Optional.of(Period.between(born, today).getYears());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
