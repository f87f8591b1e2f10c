package org.tributary.mapping.hl7v2;

/** ZU3, the UK's attendance data (HL7 UK A.3). */
record Zu3(Segment segment) {

    static Zu3 of(Message message) {
        return new Zu3(message.first("ZU3"));
    }

    /** NHS Data Dictionary ATTENDED OR DID NOT ATTEND. */
    Field attendance() {
        return segment.field(3);
    }

    Field outcome() {
        return segment.field(4);
    }

    Field firstAttendance() {
        return segment.field(12);
    }
}
