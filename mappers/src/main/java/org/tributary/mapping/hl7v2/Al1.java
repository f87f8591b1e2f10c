package org.tributary.mapping.hl7v2;

import java.util.List;

/** AL1, patient allergy (HL7 2.4, section 3.4.6). */
record Al1(Segment segment) {

    static List<Al1> all(Message message) {
        return message.numbered("AL1").stream().map(Al1::new).toList();
    }

    Field type() {
        return segment.field(2);
    }

    Field allergen() {
        return segment.field(3);
    }

    Field severity() {
        return segment.field(4);
    }

    Field reactions() {
        return segment.field(5);
    }

    Field identified() {
        return segment.field(6);
    }
}
