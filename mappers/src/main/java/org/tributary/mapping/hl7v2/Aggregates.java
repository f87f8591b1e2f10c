package org.tributary.mapping.hl7v2;

import org.tributary.mapping.AggregateKey;

/** How this mapper names aggregates: a kind, and the identifier's system and value joined by a bar. */
final class Aggregates {

    static final String PATIENT = "patient";
    static final String VISIT = "visit";
    static final String REPORT = "report";
    static final String ORDER = "order";
    static final String REFERRAL = "referral";
    static final String APPOINTMENT = "appointment";
    static final String DOCUMENT = "document";
    static final String SPECIMEN = "specimen";
    static final String ALLERGIES = "allergies";
    static final String DIAGNOSES = "diagnoses";
    static final String PROCEDURES = "procedures";
    static final String OBSERVATIONS = "observations";
    static final String PRACTITIONER = "practitioner";
    static final String ORGANIZATION = "organization";
    static final String LOCATION = "location";

    private Aggregates() {
    }

    static AggregateKey key(String kind, String system, String value) {
        return new AggregateKey(kind, system + '|' + value);
    }

    /** No system of ours holds a bar, while a value may. */
    static String systemOf(AggregateKey key) {
        return key.value().substring(0, key.value().indexOf('|'));
    }

    static String valueOf(AggregateKey key) {
        return key.value().substring(key.value().indexOf('|') + 1);
    }
}
