package org.tributary.mapping.hl7v2;

/** PV2, patient visit, additional (HL7 2.4, section 3.4.4). */
record Pv2(Segment segment) {

    static Pv2 of(Message message) {
        return new Pv2(message.first("PV2"));
    }

    Field admitReason() {
        return segment.field(3);
    }

    Field expectedAdmission() {
        return segment.field(8);
    }

    Field expectedDischarge() {
        return segment.field(9);
    }

    Field lengthOfStayDays() {
        return segment.field(11);
    }

    Field referralSources() {
        return segment.field(13);
    }

    Field priority() {
        return segment.field(25);
    }

    Field modeOfArrival() {
        return segment.field(38);
    }
}
