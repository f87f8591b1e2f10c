package org.tributary.hub.store.index;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The time that an R4 date, dateTime or instant covers (R4, section "date" of Search): from its first microsecond up
 * to, not including, the first one after it. A date without a zone is a day of Europe/London.
 *
 * @param low
 *            microseconds since 1970 in UTC; {@link #MIN} for "from ever"
 * @param high
 *            likewise, exclusive; {@link #MAX} for "for ever"
 */
public record DateRange(long low, long high) {

    public static final long MIN = Long.MIN_VALUE;
    public static final long MAX = Long.MAX_VALUE;

    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final int DATE_LENGTH = 10;
    private static final int SECONDS_END = 19;

    /** Reads what R4's patterns allow, and minutes without seconds, which only searches may have. */
    public static Optional<DateRange> parse(String text) {
        try {
            return switch (text.length()) {
                case 4 -> {
                    int year = Integer.parseInt(text);
                    yield days(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1));
                }
                case 7 -> {
                    YearMonth month = YearMonth.parse(text);
                    yield days(month.atDay(1), month.plusMonths(1).atDay(1));
                }
                case DATE_LENGTH -> {
                    LocalDate day = LocalDate.parse(text);
                    yield days(day, day.plusDays(1));
                }
                default -> text.length() > DATE_LENGTH ? time(text) : Optional.empty();
            };
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<DateRange> days(LocalDate from, LocalDate to) {
        return Optional.of(new DateRange(micros(from.atStartOfDay(ZONE).toInstant()),
                micros(to.atStartOfDay(ZONE).toInstant())));
    }

    private static Optional<DateRange> time(String text) {
        Optional<DateRange> usual = UsualTime.parse(text);
        return usual.isPresent() ? usual : unusualTime(text);
    }

    private static Optional<DateRange> unusualTime(String text) {
        boolean minutes = text.length() <= SECONDS_END - 3 || text.charAt(SECONDS_END - 3) != ':';
        // A leap second counts as the first of the next minute.
        boolean leap = !minutes && text.startsWith(":60", SECONDS_END - 3);
        String plain = leap ? text.substring(0, SECONDS_END - 2) + "59" + text.substring(SECONDS_END) : text;
        boolean zoned = plain.endsWith("Z") || plain.lastIndexOf('+') > DATE_LENGTH
                || plain.lastIndexOf('-') > DATE_LENGTH;
        Instant start = zoned
                ? OffsetDateTime.parse(plain).toInstant()
                : DateTimeFormatter.ISO_LOCAL_DATE_TIME.withZone(ZONE).parse(plain, Instant::from);
        long low = micros(leap ? start.plusSeconds(1) : start);
        return Optional.of(new DateRange(low, low + (minutes ? 60_000_000L : width(text))));
    }

    /** A tenth of a second is a tenth of a second wide; nothing is narrower than a microsecond. */
    private static long width(String text) {
        long width = 1_000_000;
        if (text.length() > SECONDS_END && text.charAt(SECONDS_END) == '.') {
            for (int i = SECONDS_END + 1; i < text.length() && Character.isDigit(text.charAt(i)) && width > 1; i++) {
                width /= 10;
            }
        }
        return width;
    }

    public static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    }

    /** As the driver takes times; it writes its largest and smallest as PostgreSQL's infinities. */
    public static OffsetDateTime time(long micros) {
        if (micros == MIN) {
            return OffsetDateTime.MIN;
        }
        if (micros == MAX) {
            return OffsetDateTime.MAX;
        }
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000)
                .atOffset(ZoneOffset.UTC);
    }
}
