package org.tributary.hub.web.worklist;

import org.tributary.hub.pathway.worklists.Worklist;
import org.tributary.hub.pathway.worklists.WorklistQuestion.Sort;

/** What worklists are called. */
public final class WorklistWords {

    private WorklistWords() {
    }

    public static String title(Worklist list) {
        return switch (list) {
            case READY_FOR_DISCHARGE -> "Ready for discharge and waiting";
            case NO_CONTACT -> "Discharged in the last 7 days, no contact since";
            case READMITTED -> "Readmitted as an emergency";
            case NEAR_BREACH -> "Referral to treatment near its limit";
            case REVIEW_DUE -> "Packages of care due for review";
        };
    }

    public static String about(Worklist list) {
        return switch (list) {
            case READY_FOR_DISCHARGE ->
                "In hospital, no longer needing it, and still there. Days are midnights since then.";
            case NO_CONTACT ->
                "Left hospital in the last 7 days. Nobody is known to have seen or spoken to them, and they are not back in hospital.";
            case READMITTED -> "Came back as an emergency within 30 days of leaving hospital, in the last 30 days.";
            case NEAR_BREACH ->
                "Waits 14 weeks or longer since the clock started; the limit is 18 weeks. Referrals of the last 2 years.";
            case REVIEW_DUE ->
                "A service of social care that goes on. The last review or assessment, else its start, is 12 months ago or will be in 4 weeks.";
        };
    }

    /** What the wait is counted from. */
    static String since(Worklist list) {
        return switch (list) {
            case READY_FOR_DISCHARGE -> "Ready since";
            case NO_CONTACT -> "Left hospital";
            case READMITTED -> "Admitted";
            case NEAR_BREACH -> "Clock started";
            case REVIEW_DUE -> "Last looked at";
        };
    }

    /** What the last column tells. */
    static String detail(Worklist list) {
        return switch (list) {
            case READY_FOR_DISCHARGE -> "Waits for";
            case NO_CONTACT -> "Contact due by";
            case READMITTED -> "Had left";
            case NEAR_BREACH, REVIEW_DUE -> "What, and by when";
        };
    }

    static String sort(Sort sort) {
        return switch (sort) {
            case WAIT -> "Longest wait first";
            case AGE -> "Oldest person first";
            case NAME -> "Name";
            case ORGANISATION -> "Organisation";
        };
    }
}
