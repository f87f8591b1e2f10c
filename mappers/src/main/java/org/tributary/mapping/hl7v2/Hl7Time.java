package org.tributary.mapping.hl7v2;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/**
 * A point in time as precisely as the sender gave it (data types TS, DTM and DT).
 *
 * @param fhir
 *            a FHIR dateTime: a year, a month, a date, or a time with its offset
 * @param instant
 *            the moment, in the feed's zone the first one of a year, month or date
 * @param hasTime
 *            whether it is more precise than a date
 */
record Hl7Time(String fhir, Instant instant, boolean hasTime) {

    private static final DateTimeFormatter TO_SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    /** Minutes later; only of a time. */
    Hl7Time plusMinutes(int minutes) {
        OffsetDateTime later = OffsetDateTime.parse(fhir).plusMinutes(minutes);
        return new Hl7Time(later.format(TO_SECONDS), later.toInstant(), true);
    }

    /** The date as the sender's calendar has it, as precise as given. */
    String date() {
        return hasTime ? fhir.substring(0, 10) : fhir;
    }
}
