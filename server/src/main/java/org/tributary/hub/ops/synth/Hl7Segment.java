package org.tributary.hub.ops.synth;

import java.util.ArrayList;
import java.util.List;

/**
 * One HL7 v2 segment being written; fields count from 1. Values come with their delimiters, text through {@link #text}.
 */
final class Hl7Segment {
    private final String name;
    private final List<String> fields = new ArrayList<>();

    Hl7Segment(String name) {
        this.name = name;
    }

    Hl7Segment set(int field, String value) {
        while (fields.size() < field) {
            fields.add("");
        }
        fields.set(field - 1, value);
        return this;
    }

    Hl7Segment set(int field, int value) {
        return set(field, Integer.toString(value));
    }

    void writeTo(StringBuilder message) {
        message.append(name);
        fields.forEach(field -> message.append('|').append(field));
        message.append('\r');
    }

    /** Text with the delimiters of MSH-2 escaped. */
    static String text(String plain) {
        StringBuilder escaped = new StringBuilder(plain.length());
        for (char c : plain.toCharArray()) {
            switch (c) {
                case '|' -> escaped.append("\\F\\");
                case '^' -> escaped.append("\\S\\");
                case '&' -> escaped.append("\\T\\");
                case '~' -> escaped.append("\\R\\");
                case '\\' -> escaped.append("\\E\\");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
