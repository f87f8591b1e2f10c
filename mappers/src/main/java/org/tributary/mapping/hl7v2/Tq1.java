package org.tributary.mapping.hl7v2;

/** TQ1, timing (HL7 2.5, section 4.5.4). */
record Tq1(Segment segment) {

    static Tq1 of(Segment segment) {
        segment.ignore(1);
        return new Tq1(segment);
    }

    Field start() {
        return segment.field(7);
    }

    Field end() {
        return segment.field(8);
    }

    Field priority() {
        return segment.field(9);
    }
}
