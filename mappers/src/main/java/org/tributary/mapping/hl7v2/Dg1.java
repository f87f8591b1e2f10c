package org.tributary.mapping.hl7v2;

import java.util.List;

/** DG1, diagnosis (HL7 2.4, section 6.5.2). */
record Dg1(Segment segment) {

    static List<Dg1> all(Message message) {
        return message.numbered("DG1").stream().map(Dg1::new).toList();
    }

    /** The coding system, where DG1-3 does not name it. */
    Field method() {
        return segment.field(2);
    }

    Field code() {
        return segment.field(3);
    }

    Field description() {
        return segment.field(4);
    }

    Field diagnosed() {
        return segment.field(5);
    }

    Field type() {
        return segment.field(6);
    }

    Field priority() {
        return segment.field(15);
    }

    Field clinicians() {
        return segment.field(16);
    }

    Field attested() {
        return segment.field(19);
    }

    Field identifier() {
        return segment.field(20);
    }

    Field action() {
        return segment.field(21);
    }
}
