package org.tributary.mapping.hl7v2;

/** EVN, event type (HL7 2.4, section 3.4.1). MSH-9 says which event; EVN-1 only where MSH-9 leaves it out. */
record Evn(Segment segment) {

    static Evn of(Message message) {
        return new Evn(message.first("EVN"));
    }

    Field event() {
        return segment.field(1);
    }

    Field recorded() {
        return segment.field(2);
    }

    Field occurred() {
        return segment.field(6);
    }
}
