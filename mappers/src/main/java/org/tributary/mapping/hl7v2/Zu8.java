package org.tributary.mapping.hl7v2;

/** ZU8, the UK's consents (HL7 UK A.3). */
record Zu8(Segment segment) {

    static Zu8 of(Message message) {
        return new Zu8(message.first("ZU8"));
    }

    Field firstConsent() {
        return segment.field(2);
    }

    Field secondConsent() {
        return segment.field(3);
    }

    Field locationHidden() {
        return segment.field(4);
    }
}
