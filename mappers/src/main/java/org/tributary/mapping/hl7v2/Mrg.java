package org.tributary.mapping.hl7v2;

/** MRG, merge patient information (HL7 2.4, section 3.4.9). */
record Mrg(Segment segment) {

    static Mrg of(Message message) {
        return new Mrg(message.first("MRG"));
    }

    Field priorIds() {
        return segment.field(1);
    }

    Field priorVisitNumber() {
        return segment.field(5);
    }
}
