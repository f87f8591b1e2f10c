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

    /** A folded word with letters and digits that scanners mistake for each other made the same. */
    static String asScanned(String word) {
        return word.replace('0', 'O')
                .replace('1', 'I')
                .replace('5', 'S')
                .replace('8', 'B')
                .replace("RN", "M")
                .replace("VV",
                        "W")
                .replace('L', 'I');
    }

    /** Whether one word is the other with one slip, or two in a long one; the first letter counts as any other. */
    static boolean areSlips(String one, String other) {
        int shorter = Math.min(one.length(), other.length());
        int allowed = shorter >= 6 ? 2 : shorter >= 3 ? 1 : 0;
        return allowed > 0 && Math.abs(one.length() - other.length()) <= allowed && distance(one, other) <= allowed;
    }

    /** Whether one word is the other with no more than two slips; a word of three letters would be another by then. */
    static boolean areTwoSlips(String one, String other) {
        return Math.min(one.length(), other.length()) > 3 && distance(one, other) <= 2;
    }

    /** How many letters were added, left out, mistaken or swapped with their neighbour. */
    private static int distance(String one, String other) {
        int[][] least = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            least[i][0] = i;
        }
        for (int j = 0; j <= other.length(); j++) {
            least[0][j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            for (int j = 1; j <= other.length(); j++) {
                int mistaken = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                int best = Math.min(Math.min(least[i - 1][j], least[i][j - 1]) + 1, least[i - 1][j - 1] + mistaken);
                if (i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    best = Math.min(best, least[i - 2][j - 2] + 1);
                }
                least[i][j] = best;
            }
        }
        return least[one.length()][other.length()];
    }
}
