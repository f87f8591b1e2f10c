package org.tributary.hub.store.search;

import java.util.ArrayList;
import java.util.List;

/**
 * The separators of a query's values and the backslash that takes their meaning away (R4, "Escaping Search
 * Parameters").
 */
final class QueryText {

    private QueryText() {
    }

    /** Splits at separators without a backslash before them; backslashes stay. */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == separator) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** Takes the backslashes before {@code , | $ \} away. */
    static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escapes = c == '\\' && i + 1 < text.length() && ",|$\\".indexOf(text.charAt(i + 1)) >= 0;
            plain.append(escapes ? text.charAt(++i) : c);
        }
        return plain.toString();
    }
}
