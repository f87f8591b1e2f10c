package org.tributary.mapping.hl7v2;

import java.util.List;

/** NK1, next of kin and other contacts (HL7 2.4, section 3.4.5). */
record Nk1(Segment segment) {

    static List<Nk1> all(Message message) {
        return message.all("NK1").stream().map(segment -> {
            segment.ignore(1);
            return new Nk1(segment);
        }).toList();
    }

    Field name() {
        return segment.field(2);
    }

    Field relationship() {
        return segment.field(3);
    }

    Field address() {
        return segment.field(4);
    }

    Field phone() {
        return segment.field(5);
    }

    Field businessPhone() {
        return segment.field(6);
    }

    Field role() {
        return segment.field(7);
    }

    Field start() {
        return segment.field(8);
    }

    Field end() {
        return segment.field(9);
    }

    Field sex() {
        return segment.field(15);
    }
}
