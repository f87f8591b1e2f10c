package org.tributary.hub.store.index;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * Reads times as nearly all sources write them, {@code 2026-11-22T12:30:00.000+00:00}: to the second or a part of it,
 * with a zone. Of everything else, what is wrong included, it says nothing, and Java's own reader must. That one takes
 * as long for a time as finding all other values of a resource.
 */
final class UsualTime {

    private static final int SECONDS_END = 19;
    private static final int MOST_OFFSET_HOURS = 17;
    private static final String SHAPE = "0000-00-00T00:00:00";

    private UsualTime() {
    }

    static Optional<DateRange> parse(String text) {
        if (text.length() <= SECONDS_END || !isLike(text, 0, SHAPE)) {
            return Optional.empty();
        }
        int fractionEnd = SECONDS_END;
        if (text.charAt(SECONDS_END) == '.') {
            fractionEnd++;
            while (fractionEnd < text.length() && isDigit(text.charAt(fractionEnd))) {
                fractionEnd++;
            }
        }
        int digits = Math.max(0, fractionEnd - SECONDS_END - 1);
        long offset = offset(text, fractionEnd);
        long seconds = seconds(text);
        if (offset == Long.MIN_VALUE || seconds == Long.MIN_VALUE || digits > 9
                || digits == 0 && fractionEnd > SECONDS_END) {
            return Optional.empty();
        }
        long micros = 0;
        long width = 1_000_000;
        for (int i = 0; i < digits && width > 1; i++) {
            width /= 10;
            micros += (text.charAt(SECONDS_END + 1 + i) - '0') * width;
        }
        long low = (seconds - offset) * 1_000_000 + micros;
        return Optional.of(new DateRange(low, low + width));
    }

    /** Seconds since 1970 as if the time were of UTC. */
    private static long seconds(String text) {
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, SECONDS_END);
        if (month < 1 || month > 12 || day < 1 || day > 28 && day > YearMonth.of(year, month).lengthOfMonth()
                || hour > 23 || minute > 59 || second > 59) {
            return Long.MIN_VALUE;
        }
        return LocalDate.of(year, month, day).toEpochDay() * 86_400 + hour * 3_600L + minute * 60L + second;
    }

    private static long offset(String text, int at) {
        if (at + 1 == text.length() && text.charAt(at) == 'Z') {
            return 0;
        }
        boolean ahead = at < text.length() && text.charAt(at) == '+';
        if (at + 6 != text.length() || !ahead && text.charAt(at) != '-' || !isLike(text, at + 1, "00:00")) {
            return Long.MIN_VALUE;
        }
        int hours = number(text, at + 1, at + 3);
        int minutes = number(text, at + 4, at + 6);
        if (hours > MOST_OFFSET_HOURS || minutes > 59) {
            return Long.MIN_VALUE;
        }
        return (ahead ? 1 : -1) * (hours * 3_600L + minutes * 60L);
    }

    /** Whether there are digits where the shape has them, and otherwise just its letters. */
    private static boolean isLike(String text, int from, String shape) {
        for (int i = 0; i < shape.length(); i++) {
            char here = text.charAt(from + i);
            if (shape.charAt(i) == '0' ? !isDigit(here) : here != shape.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }
}
