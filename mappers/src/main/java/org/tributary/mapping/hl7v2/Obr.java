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

    /** Withdrawn, and still sent; later in OBR-27.6. */
    Field priority() {
        return segment.field(5);
    }

    Field observed() {
        return segment.field(7);
    }

    Field observedUntil() {
        return segment.field(8);
    }

    Field clinicalInformation() {
        return segment.field(13);
    }

    Field specimenReceived() {
        return segment.field(14);
    }

    Field specimenSource() {
        return segment.field(15);
    }

    Field orderers() {
        return segment.field(16);
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

    Field timing() {
        return segment.field(27);
    }

    Field reasons() {
        return segment.field(31);
    }

    Field interpreter() {
        return segment.field(32);
    }
}
