package org.tributary.hub.pathway;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * When something happened, as exactly as its source says: a FHIR R4 date, dateTime or instant.
 *
 * @param instant
 *            the moment, to the microsecond; for a date, month or year its first moment in London
 * @param precision
 *            how exact the source was
 */
public record EventTime(Instant instant, Precision precision) implements Comparable<EventTime> {

    /** The zone of dates, and of times as people read them. */
    public static final ZoneId LONDON = ZoneId.of("Europe/London");

    /** Before any event that anybody tells of with good reason. */
    public static final EventTime EPOCH = new EventTime(Instant.EPOCH, Precision.TIME);

    private static final DateTimeFormatter YEAR_ALONE = formatter("uuuu");
    private static final DateTimeFormatter YEAR_AND_MONTH = formatter("uuuu-MM");
    private static final DateTimeFormatter DAY_ALONE = formatter("uuuu-MM-dd");

    /** The exactness of a FHIR dateTime (R4 Data Types, dateTime). */
    public enum Precision {
        YEAR("y"), MONTH("m"), DAY("d"), TIME("t");

        private static final List<Precision> ALL = List.of(values());

        private final String letter;

        Precision(String letter) {
            this.letter = letter;
        }

        String letter() {
            return letter;
        }

        static Precision ofLetter(String letter) {
            for (Precision precision : ALL) {
                if (precision.letter.equals(letter)) {
                    return precision;
                }
            }
            throw new IllegalArgumentException("No precision");
        }
    }

    public EventTime {
        instant = instant.truncatedTo(ChronoUnit.MICROS);
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.UK).withZone(LONDON);
    }

    /** The time that a FHIR R4 date, dateTime or instant spells; empty when it spells none. */
    public static Optional<EventTime> parse(String text) {
        try {
            return switch (text.length()) {
                case 4 -> Optional.of(startingOn(Year.parse(text).atDay(1), Precision.YEAR));
                case 7 -> Optional.of(startingOn(YearMonth.parse(text).atDay(1), Precision.MONTH));
                case 10 -> Optional.of(startingOn(LocalDate.parse(text), Precision.DAY));
                default -> Optional.of(new EventTime(parseMoment(text), Precision.TIME));
            };
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** FHIR allows the second 60 of a leap second, which java.time does not have: it becomes the next second. */
    private static Instant parseMoment(String text) {
        boolean leap = text.startsWith(":60", 16);
        OffsetDateTime time = OffsetDateTime.parse(leap ? text.substring(0, 16) + ":59" + text.substring(19) : text);
        return leap ? time.toInstant().plusSeconds(1) : time.toInstant();
    }

    private static EventTime startingOn(LocalDate day, Precision precision) {
        return new EventTime(day.atStartOfDay(LONDON).toInstant(), precision);
    }

    /** The FHIR text of this precision; a moment is in UTC. */
    public String toFhir() {
        return switch (precision) {
            case YEAR -> YEAR_ALONE.format(instant);
            case MONTH -> YEAR_AND_MONTH.format(instant);
            case DAY -> DAY_ALONE.format(instant);
            case TIME -> instant.toString();
        };
    }

    /** The first moment after it: a date, month or year is included whole. */
    public Instant after() {
        LocalDate day = date();
        return switch (precision) {
            case YEAR -> day.plusYears(1).atStartOfDay(LONDON).toInstant();
            case MONTH -> day.plusMonths(1).atStartOfDay(LONDON).toInstant();
            case DAY -> day.plusDays(1).atStartOfDay(LONDON).toInstant();
            case TIME -> instant.plus(1, ChronoUnit.MICROS);
        };
    }

    /** The day in London; of a month or year its first. */
    public LocalDate date() {
        return instant.atZone(LONDON).toLocalDate();
    }

    @Override
    public int compareTo(EventTime other) {
        return instant.compareTo(other.instant);
    }
}
