package org.tributary.mapping.hl7v2;

/** PD1, patient additional demographics (HL7 2.4, section 3.4.10). */
record Pd1(Segment segment) {

    static Pd1 of(Message message) {
        return new Pd1(message.first("PD1"));
    }

    /** The registered practice (XON). */
    Field practice() {
        return segment.field(3);
    }

    /** Whether the patient's data must not be shared: Y or N. */
    Field protection() {
        return segment.field(12);
    }

    /** The registered GP (XCN); some senders add the practice as a repetition. */
    Field generalPractitioner() {
        return segment.field(4);
    }
}
