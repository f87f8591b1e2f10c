package org.tributary.mapping.hl7v2;

/** ZU4, the UK's waiting list data (HL7 UK A.3). */
record Zu4(Segment segment) {

    static Zu4 of(Message message) {
        return new Zu4(message.first("ZU4"));
    }

    /** The date on which the patient is to come in. */
    Field toComeIn() {
        return segment.field(6);
    }
}
