package org.tributary.mapping.hl7v2;

import java.util.Set;

/** ORC, common order (HL7 2.4, section 4.5.1). */
record Orc(Segment segment) {

    private static final Set<String> BETWEEN = Set.of("NTE", "PRT", "TQ1", "TQ2");

    /** The ORC of an OBR: the one before it, with nothing but notes between them; an empty one when there is none. */
    static Orc of(Message message, Segment obr) {
        int place = message.segments().indexOf(obr) - 1;
        while (place >= 0 && BETWEEN.contains(message.segments().get(place).name())) {
            place--;
        }
        boolean found = place >= 0 && message.segments().get(place).name().equals("ORC");
        return new Orc(found ? message.segments().get(place) : Segment.absent("ORC"));
    }

    Field control() {
        return segment.field(1);
    }

    Field placerNumber() {
        return segment.field(2);
    }

    Field fillerNumber() {
        return segment.field(3);
    }

    Field groupNumber() {
        return segment.field(4);
    }

    Field status() {
        return segment.field(5);
    }

    Field timing() {
        return segment.field(7);
    }

    Field transacted() {
        return segment.field(9);
    }

    Field orderers() {
        return segment.field(12);
    }

    Field reason() {
        return segment.field(16);
    }

    Field orderingFacility() {
        return segment.field(21);
    }
}
