package org.tributary.mapping.hl7v2;

/** SPM, specimen (HL7 2.5, section 7.4.3). */
record Spm(Segment segment) {

    static Spm of(Segment segment) {
        segment.ignore(1);
        return new Spm(segment);
    }

    Field identifier() {
        return segment.field(2);
    }

    Field type() {
        return segment.field(4);
    }

    Field collectionMethod() {
        return segment.field(7);
    }

    Field site() {
        return segment.field(8);
    }

    Field description() {
        return segment.field(14);
    }

    Field collected() {
        return segment.field(17);
    }

    Field received() {
        return segment.field(18);
    }

    Field rejections() {
        return segment.field(21);
    }

    Field conditions() {
        return segment.field(24);
    }

    Field container() {
        return segment.field(27);
    }
}
