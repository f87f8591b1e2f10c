package org.tributary.mapping.hl7v2;

/** TXA, document header (HL7 2.4, section 9.6.1). */
record Txa(Segment segment) {

    static Txa of(Message message) {
        return new Txa(message.first("TXA"));
    }

    Field type() {
        return segment.field(2);
    }

    Field activity() {
        return segment.field(4);
    }

    Field primaryProvider() {
        return segment.field(5);
    }

    Field origination() {
        return segment.field(6);
    }

    Field originators() {
        return segment.field(9);
    }

    Field authenticator() {
        return segment.field(10);
    }

    Field number() {
        return segment.field(12);
    }

    Field parent() {
        return segment.field(13);
    }

    Field placerOrder() {
        return segment.field(14);
    }

    Field fillerOrder() {
        return segment.field(15);
    }

    Field fileName() {
        return segment.field(16);
    }

    Field completion() {
        return segment.field(17);
    }

    Field confidentiality() {
        return segment.field(18);
    }

    Field availability() {
        return segment.field(19);
    }

    Field authenticated() {
        return segment.field(22);
    }

    Field title() {
        return segment.field(25);
    }
}
