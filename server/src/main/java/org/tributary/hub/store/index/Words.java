package org.tributary.hub.store.index;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * The words of a resource, as {@code _text} and {@code _content} find them: letters and digits in a row, without case
 * and accents.
 */
public final class Words {

    /** Where a word stands. */
    public enum Place {
        NARRATIVE, ANYWHERE
    }

    private Words() {
    }

    /** The hashes of the words in the resource's narrative. */
    static Set<Long> narrative(JsonNode resource) {
        Set<Long> words = new HashSet<>();
        JsonNode div = resource.path("text").path("div");
        if (div.isString()) {
            each(plain(div.stringValue()), word -> words.add(hash(Place.NARRATIVE, word)));
        }
        return words;
    }

    /** The hashes of the words in all strings of the resource but attached data. */
    public static Set<Long> content(JsonNode resource) {
        Set<Long> words = new HashSet<>();
        collect(resource, "", words);
        return words;
    }

    private static void collect(JsonNode node, String name, Set<Long> words) {
        if (node.isString()) {
            String text = name.equals("div") ? plain(node.stringValue()) : node.stringValue();
            each(text, word -> words.add(hash(Place.ANYWHERE, word)));
        } else if (node.isArray()) {
            node.forEach(item -> collect(item, name, words));
        } else {
            node.properties()
                    .stream()
                    .filter(member -> !member.getKey().equals("data"))
                    .forEach(member -> collect(member.getValue(), member.getKey(), words));
        }
    }

    /** Without tags and entities. */
    private static String plain(String xhtml) {
        StringBuilder text = new StringBuilder(xhtml.length());
        int from = 0;
        while (from < xhtml.length()) {
            char c = xhtml.charAt(from);
            int end = c == '<' ? xhtml.indexOf('>', from) : c == '&' ? xhtml.indexOf(';', from) : -1;
            text.append(end < 0 ? c : ' ');
            from = end < 0 ? from + 1 : end + 1;
        }
        return text.toString();
    }

    /** Tells the words of a text. */
    public static void each(String text, Consumer<String> words) {
        String folded = StringKey.folded(text);
        int start = -1;
        for (int i = 0; i <= folded.length(); i++) {
            boolean inWord = i < folded.length() && Character.isLetterOrDigit(folded.charAt(i));
            if (inWord && start < 0) {
                start = i;
            } else if (!inWord && start >= 0) {
                words.accept(folded.substring(start, i));
                start = -1;
            }
        }
    }

    public static long hash(Place place, String word) {
        return Hash.value(place.name().toLowerCase(Locale.ROOT) + ' ' + word);
    }
}
