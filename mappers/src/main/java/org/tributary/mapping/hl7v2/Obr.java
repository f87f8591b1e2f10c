package org.tributary.mapping.hl7v2;

/** OBR, observation request (HL7 2.4, section 7.4.1). */
record Obr(Segment segment) {

    static Obr of(Segment segment) {
        segment.ignore(1);
        return new Obr(segment);
    }

    Field placerNumber() {
        return segment.field(2);
    }

    Field fillerNumber() {
        return segment.field(3);
    }

    Field service() {
        return segment.field(4);
    }

    Field observed() {
        return segment.field(7);
    }

    Field observedUntil() {
        return segment.field(8);
    }

    Field reported() {
        return segment.field(22);
    }

    Field section() {
        return segment.field(24);
    }

    Field status() {
        return segment.field(25);
    }
}
