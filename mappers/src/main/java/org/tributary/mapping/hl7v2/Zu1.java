package org.tributary.mapping.hl7v2;

/** ZU1, the UK's additional visit data (HL7 UK A.3). */
record Zu1(Segment segment) {

    static Zu1 of(Message message) {
        return new Zu1(message.first("ZU1"));
    }

    Field decisionToAdmit() {
        return segment.field(1);
    }

    Field intendedManagement() {
        return segment.field(2);
    }

    Field episodeStart() {
        return segment.field(4);
    }

    Field episodeEnd() {
        return segment.field(5);
    }

    Field mainSpecialty() {
        return segment.field(6);
    }

    Field treatmentSpecialty() {
        return segment.field(7);
    }

    Field medicallyFit() {
        return segment.field(22);
    }

    Field readyForDischarge() {
        return segment.field(24);
    }
}
