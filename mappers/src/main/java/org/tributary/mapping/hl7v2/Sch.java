package org.tributary.mapping.hl7v2;

/** SCH, scheduling activity (HL7 2.4, section 10.6.2). */
record Sch(Segment segment) {

    static Sch of(Message message) {
        return new Sch(message.first("SCH"));
    }

    Field placerNumber() {
        return segment.field(1);
    }

    Field fillerNumber() {
        return segment.field(2);
    }

    Field eventReason() {
        return segment.field(6);
    }

    Field appointmentReason() {
        return segment.field(7);
    }

    Field appointmentType() {
        return segment.field(8);
    }

    Field duration() {
        return segment.field(9);
    }

    Field durationUnit() {
        return segment.field(10);
    }

    /** Quantity, interval, duration, start, end; from version 2.5 on in TQ1. */
    Field timing() {
        return segment.field(11);
    }

    Field status() {
        return segment.field(25);
    }

    Field placerOrder() {
        return segment.field(26);
    }

    Field fillerOrder() {
        return segment.field(27);
    }
}
