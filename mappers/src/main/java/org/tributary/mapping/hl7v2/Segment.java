package org.tributary.mapping.hl7v2;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A segment of a message. It remembers which of its fields were asked for, so that what nothing reads can be reported.
 */
final class Segment {

    private final String name;
    private final String place;
    private final List<String> fields;
    private final Delimiters delimiters;
    private final BitSet read = new BitSet();

    /**
     * @param place
     *            the name, with the occurrence where it is not the first: {@code OBX[2]}
     * @param fields
     *            raw; the field numbered n at index n
     */
    Segment(String name, String place, List<String> fields, Delimiters delimiters) {
        this.name = name;
        this.place = place;
        this.fields = fields;
        this.delimiters = delimiters;
    }

    static Segment absent(String name) {
        return new Segment(name, name, List.of(name), Delimiters.STANDARD);
    }

    String name() {
        return name;
    }

    String place() {
        return place;
    }

    /** Which of the message's segments of this name it is, from 1. */
    int occurrence() {
        int bracket = place.indexOf('[');
        return bracket < 0 ? 1 : Integer.parseInt(place.substring(bracket + 1, place.length() - 1));
    }

    boolean isPresent() {
        return fields.size() > 1;
    }

    /** A field by its HL7 number, from 1; empty when the segment ends before it. */
    Field field(int number) {
        read.set(number);
        return at(number);
    }

    /** A field that is carried only when it holds what it can be carried as; who carries it asks for it. */
    Field peek(int number) {
        return at(number);
    }

    /** Notes a field as one that says nothing of a record, such as the set id. */
    void ignore(int number) {
        read.set(number);
    }

    boolean wasRead() {
        return !read.isEmpty();
    }

    /** The numbers of the fields that hold something and were never asked for. */
    List<Integer> unread() {
        return IntStream.range(1, fields.size())
                .filter(number -> !read.get(number) && !at(number).isEmpty())
                .boxed()
                .toList();
    }

    private Field at(int number) {
        String raw = number < fields.size() ? fields.get(number) : "";
        return new Field(raw, delimiters, place + '-' + number);
    }
}
