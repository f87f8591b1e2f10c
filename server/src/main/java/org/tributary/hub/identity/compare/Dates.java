package org.tributary.hub.identity.compare;

import java.util.Optional;

/** Birth dates as sources give them: {@code yyyy}, {@code yyyy-MM} or {@code yyyy-MM-dd}. */
final class Dates {

    /** What is written when only the year is known. */
    private static final String NEW_YEAR = "-01-01";

    private Dates() {
    }

    static Level compare(Optional<String> mine, Optional<String> theirs) {
        if (mine.isEmpty() || theirs.isEmpty()) {
            return Level.MISSING;
        }
        String one = mine.get();
        String other = theirs.get();
        if (one.length() != other.length()) {
            return one.startsWith(other) || other.startsWith(one) ? Level.PARTIAL : Level.DIFFERENT;
        }
        if (one.equals(other)) {
            return one.length() == 10 ? Level.SAME : Level.PARTIAL;
        }
        if (one.length() < 10) {
            return Level.DIFFERENT;
        }
        if (year(one) == year(other) && (one.endsWith(NEW_YEAR) || other.endsWith(NEW_YEAR))) {
            return Level.PARTIAL;
        }
        if (one.substring(0, 4).equals(other.substring(0, 4)) && one.substring(5, 7).equals(other.substring(8))
                && one.substring(8).equals(other.substring(5, 7))) {
            return Level.SWAPPED;
        }
        return Typing.oneDigit(digits(one), digits(other)) || isOneOff(one, other) ? Level.ONE_DIGIT : Level.DIFFERENT;
    }

    /** How many years lie between; 0 when either does not say. */
    static int yearsApart(Optional<String> mine, Optional<String> theirs) {
        return mine.isEmpty() || theirs.isEmpty()
                ? 0
                : Math.abs(year(mine.get()) - year(theirs.get()));
    }

    /** Whether one of year, month and day is one more, the others being the same. */
    private static boolean isOneOff(String one, String other) {
        int years = Math.abs(year(one) - year(other));
        int months = Math.abs(part(one, 5) - part(other, 5));
        int days = Math.abs(part(one, 8) - part(other, 8));
        return years + months + days == 1;
    }

    private static int part(String date, int from) {
        return Integer.parseInt(date.substring(from, from + 2));
    }

    private static int year(String date) {
        return Integer.parseInt(date.substring(0, 4));
    }

    private static String digits(String date) {
        return date.replace("-", "");
    }
}
