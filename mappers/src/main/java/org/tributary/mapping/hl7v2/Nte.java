package org.tributary.mapping.hl7v2;

/** NTE, notes and comments (HL7 2.4, section 2.15.10). */
record Nte(Segment segment) {

    Field comment() {
        return segment.field(3);
    }

    Field author() {
        return segment.field(5);
    }

    Field entered() {
        return segment.field(6);
    }

    static Nte of(Segment segment) {
        segment.ignore(1);
        // Who wrote it, of the two systems that talk, and what kind of remark it is say nothing of the patient.
        segment.ignore(2);
        segment.ignore(4);
        return new Nte(segment);
    }
}
