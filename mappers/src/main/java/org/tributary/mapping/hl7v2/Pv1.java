package org.tributary.mapping.hl7v2;

/** PV1, patient visit (HL7 2.4, section 3.4.3; HL7 UK A.3). */
record Pv1(Segment segment) {

    static Pv1 of(Message message) {
        Segment segment = message.first("PV1");
        segment.ignore(1);
        return new Pv1(segment);
    }

    Field patientClass() {
        return segment.field(2);
    }

    Field location() {
        return segment.field(3);
    }

    Field preAdmissionNumber() {
        return segment.field(5);
    }

    Field priorLocation() {
        return segment.field(6);
    }

    Field reAdmission() {
        return segment.field(13);
    }

    Field ambulatoryStatus() {
        return segment.field(15);
    }

    Field vip() {
        return segment.field(16);
    }

    Field patientType() {
        return segment.field(18);
    }

    Field diet() {
        return segment.field(38);
    }

    /** Where the patient is to go next. */
    Field pendingLocation() {
        return segment.field(42);
    }

    Field alternateVisitNumber() {
        return segment.field(50);
    }

    Field admissionMethod() {
        return segment.field(4);
    }

    Field attendingDoctors() {
        return segment.field(7);
    }

    Field referringDoctors() {
        return segment.field(8);
    }

    Field consultingDoctors() {
        return segment.field(9);
    }

    /** In the NHS the treatment function code. */
    Field hospitalService() {
        return segment.field(10);
    }

    /** In the NHS the source of admission. */
    Field admitSource() {
        return segment.field(14);
    }

    Field admittingDoctors() {
        return segment.field(17);
    }

    Field visitNumber() {
        return segment.field(19);
    }

    /** In the NHS the discharge destination. */
    Field dischargeDisposition() {
        return segment.field(36);
    }

    Field admitted() {
        return segment.field(44);
    }

    Field discharged() {
        return segment.field(45);
    }
}
