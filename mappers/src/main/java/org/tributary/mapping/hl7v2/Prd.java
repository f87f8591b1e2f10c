package org.tributary.mapping.hl7v2;

import java.util.List;

/** PRD, provider data (HL7 2.4, section 11.6.3). */
record Prd(Segment segment) {

    Field role() {
        return segment.field(1);
    }

    Field name() {
        return segment.field(2);
    }

    Field numbers() {
        return segment.field(7);
    }

    static List<Prd> all(Message message) {
        return message.all("PRD").stream().map(Prd::new).toList();
    }
}
