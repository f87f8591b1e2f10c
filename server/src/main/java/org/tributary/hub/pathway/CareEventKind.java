package org.tributary.hub.pathway;

import java.util.Arrays;
import java.util.Optional;

/**
 * What an entry of a care timeline is, in the words of the PRSB's headings where there is one. The code system
 * {@code https://tributary.example/fhir/CodeSystem/care-event-kind} holds the same codes and displays.
 */
public enum CareEventKind {
    /** An encounter of class emergency. */
    EMERGENCY_ATTENDANCE("emergency-attendance", "Emergency care attendance", Shape.INTERVAL),
    /** An encounter before an admission. */
    PRE_ADMISSION("pre-admission", "Pre-admission", Shape.POINT),
    /** An encounter with a bed. */
    INPATIENT_STAY("inpatient-stay", "Inpatient stay", Shape.INTERVAL),
    /** A move to another ward or site within an encounter. */
    TRANSFER("transfer", "Transfer", Shape.POINT),
    /** The person no longer needed the hospital. */
    READY_FOR_DISCHARGE("ready-for-discharge", "Ready for discharge", Shape.POINT),
    /** An ambulatory encounter in a hospital. */
    OUTPATIENT_ATTENDANCE("outpatient-attendance", "Outpatient attendance", Shape.POINT),
    /** An encounter in general practice. */
    GP_CONSULTATION("gp-consultation", "GP consultation", Shape.POINT),
    /** Any other encounter. */
    CONTACT("contact", "Contact with a professional", Shape.POINT),
    /** A booked slot. */
    APPOINTMENT("appointment", "Appointment", Shape.POINT),
    /** A request that somebody else takes on care. */
    REFERRAL("referral", "Referral", Shape.POINT),
    /** A request for a laboratory or for imaging. */
    INVESTIGATION_REQUEST("investigation-request", "Investigation request", Shape.POINT),
    /** A request that is a plan: a diary entry. */
    PLANNED_ACTIVITY("planned-activity", "Planned activity", Shape.POINT),
    /** A task that is neither assessment nor review. */
    TASK("task", "Task", Shape.POINT),
    /** A social care assessment. */
    ASSESSMENT("assessment", "Assessment", Shape.POINT),
    /** A social care review. */
    REVIEW("review", "Review", Shape.POINT),
    /** An episode of care. */
    CARE_SERVICE("care-service", "Service or package of care", Shape.INTERVAL),
    /** A problem or diagnosis. */
    PROBLEM("problem", "Problem", Shape.INTERVAL),
    /** A procedure, done, planned or not done. */
    PROCEDURE("procedure", "Procedure", Shape.POINT),
    /** A finding or measurement. */
    OBSERVATION("observation", "Observation", Shape.POINT),
    /** A result of a laboratory or of imaging, or a report of several. */
    INVESTIGATION_RESULT("investigation-result", "Investigation result", Shape.POINT),
    /** A medication that the person takes or took. */
    MEDICATION("medication", "Medication", Shape.INTERVAL),
    /** A prescription written. */
    PRESCRIPTION("prescription", "Prescription", Shape.POINT),
    /** A vaccination, given or not. */
    VACCINATION("vaccination", "Vaccination", Shape.POINT),
    /** An allergy or intolerance. */
    ALLERGY("allergy", "Allergy or adverse reaction", Shape.POINT);

    /** How an event without an end reads: a point has happened, an interval may still go on. */
    public enum Shape {
        POINT, INTERVAL
    }

    /** The code system of {@link #code()}. */
    public static final String SYSTEM = "https://tributary.example/fhir/CodeSystem/care-event-kind";

    private final String code;
    private final String display;
    private final Shape shape;

    CareEventKind(String code, String display, Shape shape) {
        this.code = code;
        this.display = display;
        this.shape = shape;
    }

    public String code() {
        return code;
    }

    public String display() {
        return display;
    }

    public Shape shape() {
        return shape;
    }

    public static Optional<CareEventKind> findByCode(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
    }
}
