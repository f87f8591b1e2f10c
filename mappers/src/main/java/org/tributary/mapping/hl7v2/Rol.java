package org.tributary.mapping.hl7v2;

/** ROL, role (HL7 2.4, section 12.3.3). */
record Rol(Segment segment) {

    static Rol of(Segment segment) {
        segment.ignore(1);
        return new Rol(segment);
    }

    Field action() {
        return segment.field(2);
    }

    Field role() {
        return segment.field(3);
    }

    Field person() {
        return segment.field(4);
    }

    Field start() {
        return segment.field(5);
    }

    Field end() {
        return segment.field(6);
    }
}
