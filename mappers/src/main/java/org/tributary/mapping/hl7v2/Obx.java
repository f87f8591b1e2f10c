package org.tributary.mapping.hl7v2;

/** OBX, observation (HL7 2.4, section 7.4.2). */
record Obx(Segment segment) {

    static Obx of(Segment segment) {
        segment.ignore(1);
        return new Obx(segment);
    }

    Field valueType() {
        return segment.field(2);
    }

    Field identifier() {
        return segment.field(3);
    }

    Field subId() {
        return segment.field(4);
    }

    Field value() {
        return segment.field(5);
    }

    Field units() {
        return segment.field(6);
    }

    Field referenceRange() {
        return segment.field(7);
    }

    Field abnormalFlags() {
        return segment.field(8);
    }

    Field status() {
        return segment.field(11);
    }

    Field observed() {
        return segment.field(14);
    }

    Field producer() {
        return segment.field(15);
    }

    Field observers() {
        return segment.field(16);
    }

    Field method() {
        return segment.field(17);
    }

    Field equipment() {
        return segment.field(18);
    }

    Field site() {
        return segment.field(20);
    }

    Field instance() {
        return segment.field(21);
    }

    Field performingOrganization() {
        return segment.field(23);
    }
}
