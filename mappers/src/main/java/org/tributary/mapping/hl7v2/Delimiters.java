package org.tributary.mapping.hl7v2;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The delimiters that a message declares in MSH-1 and MSH-2, and the escape sequences that stand for them (HL7 2.4,
 * sections 2.7 and 2.10).
 */
record Delimiters(char field, char component, char repetition, char escape, char subcomponent) {

    static final Delimiters STANDARD = new Delimiters('|', '^', '~', '\\', '&');

    private static final Pattern HEXADECIMAL = Pattern.compile("X([0-9A-Fa-f]{2}){1,64}");

    /** A delimiter of encoding characters that are shorter than four: the customary one. */
    static Delimiters of(char field, String encodingCharacters) {
        return new Delimiters(field, at(encodingCharacters, 0, STANDARD.component),
                at(encodingCharacters, 1, STANDARD.repetition), at(encodingCharacters, 2, STANDARD.escape),
                at(encodingCharacters, 3, STANDARD.subcomponent));
    }

    String encodingCharacters() {
        return "" + component + repetition + escape + subcomponent;
    }

    /**
     * The text that escaped text stands for, without the control characters that FHIR strings may not hold. Sequences
     * without meaning in plain text (highlighting) vanish, unknown ones stay as they came.
     */
    String unescape(String raw) {
        int start = raw.indexOf(escape);
        if (start < 0) {
            return withoutControls(raw);
        }
        StringBuilder text = new StringBuilder(raw.length());
        int from = 0;
        while (start >= 0) {
            int end = raw.indexOf(escape, start + 1);
            if (end < 0) {
                break;
            }
            text.append(raw, from, start);
            String sequence = raw.substring(start + 1, end);
            String meaning = meaningOf(sequence);
            text.append(meaning != null ? meaning : raw.substring(start, end + 1));
            from = end + 1;
            start = raw.indexOf(escape, from);
        }
        return withoutControls(text.append(raw, from, raw.length()).toString());
    }

    /** Text as it may stand in a component: delimiters escaped, line breaks and other controls made spaces. */
    String escape(String text) {
        StringBuilder raw = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char name = c == field
                    ? 'F'
                    : c == component
                            ? 'S'
                            : c == subcomponent ? 'T' : c == repetition ? 'R' : c == escape ? 'E' : 0;
            if (name != 0) {
                raw.append(escape).append(name).append(escape);
            } else {
                raw.append(Character.isISOControl(c) ? ' ' : c);
            }
        }
        return raw.toString();
    }

    private @Nullable String meaningOf(String sequence) {
        return switch (sequence) {
            case "F" -> String.valueOf(field);
            case "S" -> String.valueOf(component);
            case "T" -> String.valueOf(subcomponent);
            case "R" -> String.valueOf(repetition);
            case "E" -> String.valueOf(escape);
            case ".br", ".BR" -> "\n";
            case "H", "N", ".nf", ".fi" -> "";
            default -> sequence.startsWith(".sp") ? "\n" : hexadecimal(sequence);
        };
    }

    private static @Nullable String hexadecimal(String sequence) {
        if (!HEXADECIMAL.matcher(sequence).matches()) {
            return null;
        }
        return new String(HexFormat.of().parseHex(sequence.substring(1)), StandardCharsets.ISO_8859_1);
    }

    private static String withoutControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\n' && c != '\t') {
                return text.replaceAll("[\\x00-\\x08\\x0B-\\x1F]", " ");
            }
        }
        return text;
    }

    private static char at(String text, int index, char otherwise) {
        return index < text.length() ? text.charAt(index) : otherwise;
    }
}
