package org.tributary.hub.identity.compare;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.codec.language.DoubleMetaphone;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** Words as linkage compares them: accents, case, spaces and punctuation apart. */
public final class Folding {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\\-/.,]+");
    private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]");
    private static final DoubleMetaphone SOUND = new DoubleMetaphone();
    private static final JaroWinklerSimilarity LIKENESS = new JaroWinklerSimilarity();

    private Folding() {
    }

    /** All letters and digits of a text, in upper case and without accents. */
    public static String fold(String text) {
        String plain = isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFD);
        return NO_LETTER_OR_DIGIT.matcher(plain).replaceAll("").toUpperCase(Locale.ROOT);
    }

    /** The folded words of a text: a double-barrelled name has two. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : BETWEEN_WORDS.split(text)) {
            String folded = fold(word);
            if (!folded.isEmpty()) {
                words.add(folded);
            }
        }
        return words;
    }

    /** How a folded word sounds in English; the word itself when it has no Latin letters. */
    static String sound(String folded) {
        String sound = SOUND.doubleMetaphone(folded);
        return sound == null || sound.isEmpty() ? folded : sound;
    }

    /** From 0 to 1. */
    static double likeness(String one, String other) {
        return LIKENESS.apply(one, other);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
