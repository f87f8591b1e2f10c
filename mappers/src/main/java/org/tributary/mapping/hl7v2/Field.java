package org.tributary.mapping.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A field, or a repetition, component or subcomponent of one, as it stands in the message.
 *
 * @param location
 *            in HL7's own terms, e.g. {@code PID-3[2].4}
 */
record Field(String raw, Delimiters delimiters, String location) {

    /** A field that holds nothing. */
    static final Field NONE = new Field("", Delimiters.STANDARD, "");

    private static final String DELETE = "\"\"";

    /** The repetitions that hold anything; a field that does not repeat is its own only one. */
    List<Field> repetitions() {
        if (isEmpty()) {
            return List.of();
        }
        if (raw.indexOf(delimiters.repetition()) < 0) {
            return List.of(this);
        }
        List<Field> repetitions = new ArrayList<>();
        int number = 1;
        for (String part : split(raw, delimiters.repetition())) {
            Field repetition = new Field(part, delimiters, location + '[' + number++ + ']');
            if (!repetition.isEmpty()) {
                repetitions.add(repetition);
            }
        }
        return repetitions;
    }

    /** A component of the first repetition, from 1; empty when there is none. */
    Field component(int number) {
        return part(first(delimiters.repetition()), delimiters.component(), number);
    }

    /** A subcomponent of the first component, from 1; empty when there is none. */
    Field subcomponent(int number) {
        return part(component(1).raw, delimiters.subcomponent(), number);
    }

    /** The unescaped text of the first subcomponent; empty for {@code ""}, which means to delete. */
    String text() {
        String value = raw;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == delimiters.repetition() || c == delimiters.component() || c == delimiters.subcomponent()) {
                value = value.substring(0, i);
                break;
            }
        }
        return value.equals(DELETE) ? "" : delimiters.unescape(value).strip();
    }

    /** The unescaped text of all that stands here, for text in which nobody escaped the delimiters. */
    String whole() {
        return deletes() ? "" : delimiters.unescape(raw).stripTrailing();
    }

    /** The components of the first repetition. */
    List<Field> components() {
        int count = (int) first(delimiters.repetition()).chars().filter(c -> c == delimiters.component()).count() + 1;
        return IntStream.rangeClosed(1, count).mapToObj(this::component).toList();
    }

    /** The unescaped text of a component. */
    String text(int component) {
        return component(component).text();
    }

    /** Whether the sender asks to delete what it sent before (HL7 2.4, section 2.5.3: the null value). */
    boolean deletes() {
        return raw.equals(DELETE);
    }

    /** Whether nothing is here but delimiters and null values. */
    boolean isEmpty() {
        if (raw.isBlank()) {
            return true;
        }
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != delimiters.component() && c != delimiters.subcomponent() && c != delimiters.repetition()
                    && c != '"' && !Character.isWhitespace(c)) {
                return false;
            }
        }
        return true;
    }

    private Field part(String whole, char delimiter, int number) {
        int start = 0;
        for (int i = 1; i < number; i++) {
            int next = whole.indexOf(delimiter, start);
            if (next < 0) {
                return new Field("", delimiters, location + '.' + number);
            }
            start = next + 1;
        }
        int end = whole.indexOf(delimiter, start);
        return new Field(whole.substring(start, end < 0 ? whole.length() : end), delimiters, location + '.' + number);
    }

    private String first(char delimiter) {
        int end = raw.indexOf(delimiter);
        return end < 0 ? raw : raw.substring(0, end);
    }

    private static List<String> split(String text, char delimiter) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf(delimiter); end >= 0; end = text.indexOf(delimiter, start)) {
            parts.add(text.substring(start, end));
            start = end + 1;
        }
        parts.add(text.substring(start));
        return parts;
    }
}
