package org.tributary.hub.store.structure;

import java.time.YearMonth;

/**
 * R4's patterns for primitive values, written out: a pattern with repeated groups overflows the stack on long values.
 */
final class PrimitiveText {

    private PrimitiveText() {
    }

    /** Pattern {@code [^\s]+(\s[^\s]+)*}. */
    static boolean isCode(String text) {
        boolean afterSpace = true;
        for (int i = 0; i < text.length(); i++) {
            boolean space = isSpace(text.charAt(i));
            if (space && afterSpace) {
                return false;
            }
            afterSpace = space;
        }
        return !afterSpace;
    }

    static boolean isId(String text) {
        if (text.isEmpty() || text.length() > 64) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || c == '-' || c == '.')) {
                return false;
            }
        }
        return true;
    }

    static boolean hasNoSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isSpace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Pattern {@code urn:oid:[0-2](\.(0|[1-9][0-9]*))+}. */
    static boolean isOid(String text) {
        if (!text.startsWith("urn:oid:")) {
            return false;
        }
        String[] arcs = text.substring(8).split("\\.", -1);
        if (arcs.length < 2 || !arcs[0].matches("[0-2]")) {
            return false;
        }
        for (String arc : arcs) {
            if (!allDigits(arc, 0, arc.length()) || arc.isEmpty() || arc.length() > 1 && arc.charAt(0) == '0') {
                return false;
            }
        }
        return true;
    }

    static boolean isUuid(String text) {
        if (text.length() != 45 || !text.startsWith("urn:uuid:")) {
            return false;
        }
        for (int i = 9; i < 45; i++) {
            char c = text.charAt(i);
            boolean dash = i == 17 || i == 22 || i == 27 || i == 32;
            if (dash ? c != '-' : !(isDigit(c) || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    /** YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss[.s]zone, at least so long; the date must exist. */
    static boolean isDateTime(String text, int least) {
        int length = text.length();
        if (length < least || length < 4 || !allDigits(text, 0, 4) || text.startsWith("0000")) {
            return false;
        }
        if (length == 4) {
            return true;
        }
        if (length < 7 || text.charAt(4) != '-' || !inRange(text, 5, 1, 12)) {
            return false;
        }
        if (length == 7) {
            return true;
        }
        return length >= 10 && text.charAt(7) == '-' && isDayOfMonth(text)
                && (length == 10 || text.charAt(10) == 'T' && isZonedTime(text, 11));
    }

    private static boolean isDayOfMonth(String text) {
        if (!inRange(text, 8, 1, 31)) {
            return false;
        }
        int day = twoDigits(text, 8);
        return day <= 28
                || YearMonth.of(Integer.parseInt(text.substring(0, 4)), twoDigits(text, 5)).isValidDay(day);
    }

    private static boolean isZonedTime(String text, int start) {
        int zone = endOfTime(text, start);
        if (zone < 0 || zone == text.length()) {
            return false;
        }
        char sign = text.charAt(zone);
        if (sign == 'Z') {
            return zone + 1 == text.length();
        }
        return (sign == '+' || sign == '-') && text.length() == zone + 6 && text.charAt(zone + 3) == ':'
                && (inRange(text, zone + 1, 0, 13) && inRange(text, zone + 4, 0, 59)
                        || text.startsWith("14:00", zone + 1));
    }

    static boolean isTime(String text) {
        return endOfTime(text, 0) == text.length();
    }

    /** The offset after hh:mm:ss[.s]; -1 when there is no time. */
    private static int endOfTime(String text, int start) {
        if (text.length() < start + 8 || text.charAt(start + 2) != ':' || text.charAt(start + 5) != ':'
                || !inRange(text, start, 0, 23) || !inRange(text, start + 3, 0, 59)
                || !inRange(text, start + 6, 0, 60)) {
            return -1;
        }
        int end = start + 8;
        if (end < text.length() && text.charAt(end) == '.') {
            end++;
            int first = end;
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
            return end == first ? -1 : end;
        }
        return end;
    }

    static boolean isBase64(String text) {
        int characters = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSpace(c)) {
                continue;
            }
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || c == '+' || c == '/' || c == '=')) {
                return false;
            }
            characters++;
        }
        return characters > 0 && characters % 4 == 0;
    }

    /** Numbers such as {@code -2.5} or {@code .5}, or E, U, L, separated by single spaces. */
    static boolean isSamples(String text) {
        for (String sample : text.split(" ", -1)) {
            if (!sample.equals("E") && !sample.equals("U") && !sample.equals("L") && !isSample(sample)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSample(String sample) {
        int start = sample.startsWith("-") ? 1 : 0;
        int point = sample.indexOf('.');
        return point < 0
                ? start < sample.length() && allDigits(sample, start, sample.length())
                : allDigits(sample, start, point) && point + 1 < sample.length()
                        && allDigits(sample, point + 1, sample.length());
    }

    private static boolean inRange(String text, int start, int least, int most) {
        if (!allDigits(text, start, start + 2)) {
            return false;
        }
        int value = twoDigits(text, start);
        return value >= least && value <= most;
    }

    private static int twoDigits(String text, int start) {
        return (text.charAt(start) - '0') * 10 + text.charAt(start + 1) - '0';
    }

    private static boolean allDigits(String text, int start, int end) {
        if (end > text.length() || start > end) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x0B;
    }
}
