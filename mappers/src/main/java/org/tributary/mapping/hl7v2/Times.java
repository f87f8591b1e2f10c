package org.tributary.mapping.hl7v2;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.support.ZonedTime;

/**
 * Reads times: {@code YYYY[MM[DD[HH[MM[SS[.S[S[S[S]]]]]]]]][+/-ZZZZ]} (HL7 2.4, section 2.9.47). A time without offset
 * is the feed's local time; an hour without minutes is the full hour.
 */
final class Times {

    // A sign without an offset is seen in birth dates ("20000101+"); it says nothing.
    private static final Pattern TIME = Pattern.compile("(\\d{4})(?:(\\d{2})(?:(\\d{2})"
            + "(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(\\.\\d{1,9})?)?)?)?)?)?\\s*(?:([+-])(\\d{2})(\\d{2})|[+-])?");
    private static final DateTimeFormatter TO_SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx");
    private static final int LARGEST_OFFSET_HOURS = 14;

    private final ZoneId zone;
    private final Issues issues;

    Times(ZoneId zone, Issues issues) {
        this.zone = zone;
        this.issues = issues;
    }

    /** The time in a field's first component; empty when there is none, and with an issue when it cannot be read. */
    Optional<Hl7Time> read(Field field) {
        String text = field.text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Matcher matcher = TIME.matcher(text);
            if (matcher.matches()) {
                return Optional.of(timeOf(matcher, field));
            }
        } catch (DateTimeException e) {
            // A month 13 or a 30 February: told below, like any text that is no time.
            return invalid(field);
        }
        return invalid(field);
    }

    private Optional<Hl7Time> invalid(Field field) {
        issues.warning(Issues.idOf(field.location()) + "-bad-time", Kind.VALUE, field.location(),
                "The value is not a time; it was dropped.", "Send YYYYMMDD or YYYYMMDDHHMMSS with +ZZZZ.");
        return Optional.empty();
    }

    private Hl7Time timeOf(Matcher parts, Field field) {
        int year = Integer.parseInt(parts.group(1));
        int month = number(parts.group(2), 1);
        LocalDate date = LocalDate.of(year, month, number(parts.group(3), 1));
        if (year == 0) {
            throw new DateTimeException("There is no year 0");
        }
        if (parts.group(4) == null) {
            String text = date.toString();
            int length = parts.group(2) == null ? 4 : parts.group(3) == null ? 7 : 10;
            return new Hl7Time(text.substring(0, length), date.atStartOfDay(zone).toInstant(), false);
        }
        LocalDateTime local = date.atTime(number(parts.group(4), 0), number(parts.group(5), 0),
                number(parts.group(6), 0));
        String fraction = parts.group(7) == null ? "" : parts.group(7);
        OffsetDateTime time = parts.group(8) == null ? resolve(local, field) : local.atOffset(offset(parts));
        if (!fraction.isEmpty()) {
            time = time.plusNanos(Long.parseLong((fraction.substring(1) + "000000000").substring(0, 9)));
        }
        return new Hl7Time(TO_SECONDS.format(time) + fraction + OFFSET.format(time), time.toInstant(), true);
    }

    private OffsetDateTime resolve(LocalDateTime local, Field field) {
        ZonedTime zoned = ZonedTime.resolve(local, zone);
        switch (zoned.certainty()) {
            case CERTAIN -> {
            }
            case REPEATED -> issues.warning("time-in-repeated-hour", Kind.VALUE, field.location(),
                    "The time has no offset and is in the hour that happens twice when clocks go back; the earlier one was taken.",
                    "Send times with their offset, e.g. +0100.");
            case SKIPPED -> issues.warning("time-in-skipped-hour", Kind.VALUE, field.location(),
                    "The time has no offset and is in the hour that never happens when clocks go forward; it was moved on by the gap.",
                    "Send times with their offset, e.g. +0100.");
        }
        return zoned.time();
    }

    private static ZoneOffset offset(Matcher parts) {
        int sign = parts.group(8).equals("-") ? -1 : 1;
        int hours = Integer.parseInt(parts.group(9));
        int minutes = Integer.parseInt(parts.group(10));
        if (hours * 60 + minutes > LARGEST_OFFSET_HOURS * 60) {
            throw new DateTimeException("FHIR has no offset of more than 14 hours");
        }
        return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }

    private static int number(@Nullable String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }
}
