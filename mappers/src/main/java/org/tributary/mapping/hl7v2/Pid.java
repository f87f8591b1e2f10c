package org.tributary.mapping.hl7v2;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** PID, patient identification (HL7 2.4, section 3.4.2; HL7 UK A.3). */
record Pid(Segment segment) {

    static Pid of(Message message) {
        Segment segment = message.first("PID");
        segment.ignore(1);
        return new Pid(segment);
    }

    Field patientIds() {
        return segment.field(3);
    }

    /** PID-2 and PID-4, which version 2.3.1 withdrew and old senders still fill. */
    List<Field> withdrawnIds() {
        return List.of(segment.field(2), segment.field(4));
    }

    Field names() {
        return segment.field(5);
    }

    Field mothersMaidenName() {
        return segment.field(6);
    }

    Field birth() {
        return segment.field(7);
    }

    Field sex() {
        return segment.field(8);
    }

    Field aliases() {
        return segment.field(9);
    }

    Field addresses() {
        return segment.field(11);
    }

    Field homePhones() {
        return segment.field(13);
    }

    Field businessPhones() {
        return segment.field(14);
    }

    Field language() {
        return segment.field(15);
    }

    Field maritalStatus() {
        return segment.field(16);
    }

    Field religion() {
        return segment.field(17);
    }

    /** Another country's number, in which some hospitals send the NHS number. */
    Field socialSecurityNumber() {
        return segment.field(19);
    }

    Field citizenship() {
        return segment.field(26);
    }

    Field nationality() {
        return segment.field(28);
    }

    Field ethnicCategory() {
        return segment.field(22);
    }

    /** PID-10, race elsewhere; some hospitals send the ethnic category here. Asked for only when it is carried. */
    Optional<Field> race(Predicate<Field> isCarried) {
        return Optional.of(segment.peek(10)).filter(isCarried).map(race -> segment.field(10));
    }

    Field birthPlace() {
        return segment.field(23);
    }

    Field multipleBirth() {
        return segment.field(24);
    }

    Field birthOrder() {
        return segment.field(25);
    }

    Field deathTime() {
        return segment.field(29);
    }

    Field dead() {
        return segment.field(30);
    }

    Field identityUnknown() {
        return segment.field(31);
    }

    Field identityReliability() {
        return segment.field(32);
    }

    /** PID-40, from version 2.7 in place of PID-13 and PID-14. */
    Field telecoms() {
        return segment.field(40);
    }
}
