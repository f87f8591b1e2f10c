package org.tributary.mapping.hl7v2;

import java.util.List;

/** PR1, procedure (HL7 2.4, section 6.5.4). */
record Pr1(Segment segment) {

    static List<Pr1> all(Message message) {
        return message.numbered("PR1").stream().map(Pr1::new).toList();
    }

    /** The coding system, where PR1-3 does not name it. */
    Field method() {
        return segment.field(2);
    }

    Field code() {
        return segment.field(3);
    }

    Field description() {
        return segment.field(4);
    }

    Field performed() {
        return segment.field(5);
    }

    Field functionalType() {
        return segment.field(6);
    }

    Field minutes() {
        return segment.field(7);
    }

    Field anaesthetists() {
        return segment.field(8);
    }

    Field surgeons() {
        return segment.field(11);
    }

    Field practitioners() {
        return segment.field(12);
    }

    Field diagnosis() {
        return segment.field(15);
    }

    Field modifiers() {
        return segment.field(16);
    }

    Field identifier() {
        return segment.field(19);
    }

    Field action() {
        return segment.field(20);
    }

    Field unit() {
        return segment.field(23);
    }
}
