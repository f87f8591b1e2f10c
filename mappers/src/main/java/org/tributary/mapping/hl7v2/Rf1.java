package org.tributary.mapping.hl7v2;

/** RF1, referral information (HL7 2.4, section 11.6.1). */
record Rf1(Segment segment) {

    static Rf1 of(Message message) {
        return new Rf1(message.first("RF1"));
    }

    Field status() {
        return segment.field(1);
    }

    Field priority() {
        return segment.field(2);
    }

    Field type() {
        return segment.field(3);
    }

    Field dispositions() {
        return segment.field(4);
    }

    Field category() {
        return segment.field(5);
    }

    Field originatingNumber() {
        return segment.field(6);
    }

    Field effective() {
        return segment.field(7);
    }

    Field expires() {
        return segment.field(8);
    }

    Field processed() {
        return segment.field(9);
    }

    Field reasons() {
        return segment.field(10);
    }

    Field externalNumber() {
        return segment.field(11);
    }
}
