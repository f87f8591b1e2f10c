package org.tributary.hub.store.index;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The form in which strings are compared: without case, accents and surplus spaces (R4, section "string" of Search).
 */
public final class StringKey {

    /** A B-tree entry has room for so much; what is longer is found by its beginning. */
    public static final int MAX_LENGTH = 200;

    private StringKey() {
    }

    public static String of(String text) {
        String key = folded(text);
        return key.length() <= MAX_LENGTH ? key : cut(key);
    }

    /** The form without a limit. */
    static String folded(String text) {
        StringBuilder key = new StringBuilder(text.length());
        boolean space = false;
        String apart = isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKD);
        // Upper case first: it joins letters that have several lower cases.
        String folded = apart.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (Character.isWhitespace(c)) {
                space = !key.isEmpty();
            } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
                if (space) {
                    key.append(' ');
                }
                space = false;
                key.append(c);
            }
        }
        return key.toString();
    }

    private static String cut(String key) {
        boolean splitsPair = Character.isHighSurrogate(key.charAt(MAX_LENGTH - 1));
        return key.substring(0, splitsPair ? MAX_LENGTH - 1 : MAX_LENGTH);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }
}
