package org.tributary.hub.identity.compare;

/** Slips of the hand. */
final class Typing {

    private Typing() {
    }

    /** Whether two texts of the same length differ in one place, or by two neighbours that changed places. */
    static boolean oneDigit(String one, String other) {
        if (one.length() != other.length() || one.equals(other)) {
            return false;
        }
        int first = 0;
        while (one.charAt(first) == other.charAt(first)) {
            first++;
        }
        int last = one.length() - 1;
        while (one.charAt(last) == other.charAt(last)) {
            last--;
        }
        return first == last || last == first + 1 && one.charAt(first) == other.charAt(last)
                && one.charAt(last) == other.charAt(first);
    }

    /** The same, or one character more or less. */
    static boolean oneSlip(String one, String other) {
        if (one.length() == other.length()) {
            return oneDigit(one, other);
        }
        String longer = one.length() > other.length() ? one : other;
        String shorter = one.length() > other.length() ? other : one;
        if (longer.length() != shorter.length() + 1) {
            return false;
        }
        int at = 0;
        while (at < shorter.length() && longer.charAt(at) == shorter.charAt(at)) {
            at++;
        }
        return longer.substring(at + 1).equals(shorter.substring(at));
    }
}
