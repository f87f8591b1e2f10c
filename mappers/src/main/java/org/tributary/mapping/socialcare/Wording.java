package org.tributary.mapping.socialcare;

import java.text.Normalizer;
import java.util.Locale;

/** How headings and coded values are compared, since councils' systems differ in case, spacing and punctuation. */
final class Wording {

    private Wording() {
    }

    /**
     * The text in lower case, everything but letters and digits as one space, and without the words "and" and "or"
     * (which stand where another system has {@code &} or {@code /}).
     */
    static String key(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder key = new StringBuilder(folded.length());
        int start = 0;
        while (start < folded.length()) {
            int end = start;
            while (end < folded.length() && Character.isLetterOrDigit(folded.charAt(end))) {
                end++;
            }
            appendWord(key, folded.substring(start, end));
            start = end + 1;
        }
        return key.toString();
    }

    private static void appendWord(StringBuilder key, String word) {
        if (word.isEmpty() || word.equals("and") || word.equals("or")) {
            return;
        }
        if (!key.isEmpty()) {
            key.append(' ');
        }
        key.append(word);
    }
}
