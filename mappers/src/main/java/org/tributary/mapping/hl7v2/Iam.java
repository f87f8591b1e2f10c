package org.tributary.mapping.hl7v2;

import java.util.List;

/** IAM, patient adverse reaction (HL7 2.4, section 3.4.7). */
record Iam(Segment segment) {

    static List<Iam> all(Message message) {
        return message.numbered("IAM").stream().map(Iam::new).toList();
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

    Field action() {
        return segment.field(6);
    }

    Field identifier() {
        return segment.field(7);
    }

    Field onset() {
        return segment.field(11);
    }

    Field onsetText() {
        return segment.field(12);
    }

    Field reported() {
        return segment.field(13);
    }

    Field clinicalStatus() {
        return segment.field(17);
    }
}
