package org.tributary.hub.pathway.worklists;

import static org.tributary.hub.pathway.CareEventKind.*;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.tributary.hub.pathway.CareEventKind;

/** What a list is of, with its definition's version. docs/pages.md tells the definitions. */
public enum Worklist {
    /** In hospital, ready for discharge and still there. */
    READY_FOR_DISCHARGE("ready-for-discharge", EnumSet.of(CareEventKind.READY_FOR_DISCHARGE, CRITERIA_TO_RESIDE,
            DISCHARGE_PLANNING, INPATIENT_STAY, VIRTUAL_WARD_STAY, CONSULTANT_EPISODE, REFERRAL, ASSESSMENT,
            CARE_SERVICE)),
    /** Left hospital in the last 7 days, and nobody has seen or spoken to them since. */
    NO_CONTACT("no-contact-after-discharge", EnumSet.of(GP_CONSULTATION, CONTACT, OUTPATIENT_ATTENDANCE, ASSESSMENT,
            REVIEW, CARE_SERVICE, EMERGENCY_ATTENDANCE)),
    /** Came back as an emergency within 30 days, in the last 30 days. */
    READMITTED("readmitted", EnumSet.of(GP_CONSULTATION, CONTACT, OUTPATIENT_ATTENDANCE, ASSESSMENT, REVIEW,
            CARE_SERVICE, EMERGENCY_ATTENDANCE)),
    /** Waits 14 weeks or longer from referral to treatment. */
    NEAR_BREACH("referral-to-treatment", EnumSet.of(REFERRAL, APPOINTMENT, OUTPATIENT_ATTENDANCE, INPATIENT_STAY,
            VIRTUAL_WARD_STAY, CONTACT, PROCEDURE, TASK, PLANNED_ACTIVITY, INVESTIGATION_REQUEST, CARE_PLAN)),
    /** A package of social care that was not reviewed in the last 12 months, or will not have been in 4 weeks. */
    REVIEW_DUE("review-due", EnumSet.of(CARE_SERVICE, REVIEW, ASSESSMENT));

    /** Of all definitions. */
    public static final int VERSION = 1;

    private final String code;
    private final Set<CareEventKind> kinds;

    Worklist(String code, Set<CareEventKind> kinds) {
        this.code = code;
        this.kinds = kinds;
    }

    /** Its name in addresses. */
    public String code() {
        return code;
    }

    /** The kinds of events on which its definition rests. */
    Set<CareEventKind> kinds() {
        return kinds;
    }

    public static Optional<Worklist> findByCode(String code) {
        return Arrays.stream(values()).filter(list -> list.code.equals(code)).findFirst();
    }
}
