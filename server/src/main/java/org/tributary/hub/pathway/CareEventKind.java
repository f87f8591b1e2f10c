package org.tributary.hub.pathway;

import java.util.Arrays;
import java.util.Optional;

/**
 * What an entry of a care timeline is, in the words of the PRSB's headings where there is one. The code system
 * {@code https://tributary.example/fhir/CodeSystem/care-event-kind} holds the same codes and displays.
 */
public enum CareEventKind {
    EMERGENCY_ATTENDANCE("emergency-attendance", "Emergency care attendance", Shape.INTERVAL), PRE_ADMISSION(
            "pre-admission", "Pre-admission", Shape.POINT),
    INPATIENT_STAY("inpatient-stay", "Inpatient stay", Shape.INTERVAL), TRANSFER("transfer", "Transfer",
            Shape.POINT),
    READY_FOR_DISCHARGE("ready-for-discharge", "Ready for discharge", Shape.POINT), OUTPATIENT_ATTENDANCE(
            "outpatient-attendance", "Outpatient attendance", Shape.POINT),
    GP_CONSULTATION("gp-consultation", "GP consultation", Shape.POINT), CONTACT("contact",
            "Contact with a professional", Shape.POINT),
    APPOINTMENT("appointment", "Appointment", Shape.POINT), REFERRAL("referral", "Referral", Shape.POINT),
    INVESTIGATION_REQUEST("investigation-request", "Investigation request", Shape.POINT), PLANNED_ACTIVITY(
            "planned-activity", "Planned activity", Shape.POINT),
    TASK("task", "Task", Shape.POINT), ASSESSMENT("assessment", "Assessment", Shape.POINT), REVIEW("review", "Review",
            Shape.POINT),
    CARE_SERVICE("care-service", "Service or package of care", Shape.INTERVAL), PROBLEM("problem", "Problem",
            Shape.INTERVAL),
    PROCEDURE("procedure", "Procedure", Shape.POINT), OBSERVATION("observation", "Observation", Shape.POINT),
    INVESTIGATION_RESULT("investigation-result", "Investigation result", Shape.POINT), MEDICATION("medication",
            "Medication", Shape.INTERVAL),
    PRESCRIPTION("prescription", "Prescription", Shape.POINT), VACCINATION("vaccination", "Vaccination", Shape.POINT),
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
