package org.tributary.hub.pathway;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

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
    /** Care as of an inpatient in one's own home. */
    VIRTUAL_WARD_STAY("virtual-ward-stay", "Virtual ward stay", Shape.INTERVAL),
    /** A time under one consultant within a stay. */
    CONSULTANT_EPISODE("consultant-episode", "Consultant episode", Shape.INTERVAL),
    /** A move to another ward or site within an encounter. */
    TRANSFER("transfer", "Transfer", Shape.POINT),
    /** The person no longer needed the hospital. */
    READY_FOR_DISCHARGE("ready-for-discharge", "Ready for discharge", Shape.POINT),
    /** The person, once ready for discharge, needs the hospital again. */
    CRITERIA_TO_RESIDE("criteria-to-reside", "Needs the hospital again", Shape.POINT),
    /** The work of getting somebody home or to where they are to live. */
    DISCHARGE_PLANNING("discharge-planning", "Discharge planning", Shape.INTERVAL),
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
    /** A plan of care. */
    CARE_PLAN("care-plan", "Care and support plan", Shape.INTERVAL),
    /** What the person wants to reach. */
    GOAL("goal", "Goal", Shape.INTERVAL),
    /** The professionals who care for the person. */
    CARE_TEAM("care-team", "Care team", Shape.INTERVAL),
    /** Something that whoever meets the person is to know. */
    ALERT("alert", "Alert", Shape.INTERVAL),
    /** What is to be done differently for the person. */
    REASONABLE_ADJUSTMENT("reasonable-adjustment", "Reasonable adjustment", Shape.INTERVAL),
    /** A risk of harm by others or by neglect. */
    SAFEGUARDING("safeguarding", "Safeguarding", Shape.INTERVAL),
    /** Consent, refusal or another legal statement. */
    LEGAL_INFORMATION("legal-information", "Legal information", Shape.POINT),
    /** A letter, report or picture. */
    DOCUMENT("document", "Document", Shape.POINT),
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
    /** A medicine handed over. */
    DISPENSING("dispensing", "Medication supplied", Shape.POINT),
    /** A medicine given to the person. */
    ADMINISTRATION("administration", "Medication given", Shape.POINT),
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

    private static final Map<String, CareEventKind> BY_CODE = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(CareEventKind::code, Function.identity()));

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
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
