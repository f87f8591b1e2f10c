package org.tributary.hub.web.person;

import java.time.Duration;
import java.time.Instant;
import org.tributary.hub.pathway.waits.Wait;
import org.tributary.hub.pathway.waits.WaitKind;
import org.tributary.hub.web.Words;

/** Waits in words. */
public final class Waiting {

    private Waiting() {
    }

    public static String name(WaitKind kind) {
        return switch (kind) {
            case REFERRAL_TO_TREATMENT -> "Referral to treatment";
            case REQUEST_TO_ASSESSMENT -> "Request to assessment";
            case ASSESSMENT_TO_SERVICE -> "Assessment to service";
            case URGENT_COMMUNITY_RESPONSE -> "Urgent community response";
            case EMERGENCY_DEPARTMENT -> "Emergency department";
        };
    }

    /** How long it has taken, in the unit of its limit. */
    public static String howLong(Wait wait, Instant now) {
        boolean inWeeks = wait.kind() == WaitKind.REFERRAL_TO_TREATMENT;
        boolean inHours = wait.kind().limit().filter(limit -> limit.toDays() == 0).isPresent();
        if (inWeeks) {
            return Words.many(wait.weeks(now), "week");
        }
        return inHours
                ? wait.duration(now).map(Waiting::hours).orElse(Words.many(wait.days(now), "day"))
                : Words.many(wait.days(now), "day");
    }

    private static String hours(Duration took) {
        return took.toDays() >= 2
                ? Words.many(took.toDays(), "day")
                : took.toHours() + " h " + took.toMinutesPart() + " min";
    }

    /** The limit, as {@code 18 weeks}; empty without one. */
    static String limit(WaitKind kind) {
        return kind.limit()
                .map(limit -> limit.toDays() > 0
                        ? Words.many(limit.toDays() / 7, "week")
                        : Words.many(limit.toHours(), "hour"))
                .orElse("");
    }
}
