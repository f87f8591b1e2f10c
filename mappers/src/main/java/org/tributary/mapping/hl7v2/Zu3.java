package org.tributary.mapping.hl7v2;

import java.util.Set;

/** ZU3, the UK's attendance data (HL7 UK A.3). */
record Zu3(Segment segment) {

    /** NHS Data Dictionary ATTENDED OR DID NOT ATTEND: attended on time, attended late and was seen. */
    private static final Set<String> SEEN = Set.of("5", "6");

    static Zu3 of(Message message) {
        return new Zu3(message.first("ZU3"));
    }

    boolean wasSeen() {
        return SEEN.contains(segment.field(3).text());
    }
}
