package org.tributary.hub.pathway;

import java.util.Arrays;
import java.util.Optional;

/**
 * What an event says beside what every event says: the facts on which stays, delays and waits rest. Each is one text, a
 * code where the source has one.
 */
public enum Detail {
    /** The logical id of the Encounter that this one is a part of. */
    PART_OF("part-of"),
    /** References to the requests, appointments and plans that it follows from, with a space between them. */
    BASED_ON("based-on"),
    /** NHS Data Dictionary ADMISSION METHOD. */
    ADMISSION_METHOD("admission-method"),
    /** NHS Data Dictionary SOURCE OF ADMISSION. */
    ADMISSION_SOURCE("admission-source"),
    /** NHS Data Dictionary DESTINATION OF DISCHARGE. */
    DISCHARGE_DESTINATION("discharge-destination"),
    /** NHS Data Dictionary METHOD OF DISCHARGE. */
    DISCHARGE_METHOD("discharge-method"),
    /** What came of it: the outcome of an attendance, of a council's request, assessment or review. */
    OUTCOME("outcome"),
    /** Whether the person came (NHS Data Dictionary ATTENDED OR DID NOT ATTEND). */
    ATTENDANCE("attendance"),
    /** NHS Data Dictionary REFERRAL TO TREATMENT PERIOD STATUS. */
    RTT_STATUS("rtt-status"),
    /** The identifier of the patient pathway that it belongs to. */
    PATIENT_PATHWAY("patient-pathway"),
    /** The discharge-to-assess pathway, 0 to 3. */
    DISCHARGE_PATHWAY("discharge-pathway"),
    /** Who is to do it: an ODS code, else a name, else a reference. */
    AWAITED("awaited"),
    /** By when it is to be done, as a FHIR date or dateTime. */
    DUE("due"),
    /** How urgent it is. */
    PRIORITY("priority"),
    /** How a request reached the council. */
    ROUTE_OF_ACCESS("route-of-access"),
    /** The kind of social care service. */
    SERVICE_CATEGORY("service-category"),
    /** Pounds for one unit of a service. */
    UNIT_COST("unit-cost"),
    /** What one unit is: an hour, a session, a week. */
    COST_FREQUENCY("cost-frequency"),
    /** Planned units of a service in a week. */
    UNITS_PER_WEEK("units-per-week"),
    /** Who provides or answers for it. */
    PROVIDER("provider"),
    /** Where the person is or last was within it. */
    PLACE("place"),
    /** How dangerous an allergy may be. */
    CRITICALITY("criticality");

    private final String code;

    Detail(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Optional<Detail> findByCode(String code) {
        return Arrays.stream(values()).filter(detail -> detail.code.equals(code)).findFirst();
    }
}
