package org.tributary.hub.pathway.waits;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.Detail;
import org.tributary.hub.pathway.EventTime;
import org.tributary.mapping.support.CodeMap;

/**
 * The clocks of one referral, by the RTT rules suite of October 2022: no pauses for what the patient chooses. The
 * referral starts the first clock. An activity's RTT period status decides what it does; without one an attendance
 * whose outcome is a discharge stops the clock, and so does an elective admission, which is the treatment. A status
 * that starts a clock while one runs changes nothing; one that starts a clock after a stop starts another.
 */
final class ReferralToTreatment {

    private static final CodeMap CLOCK = CodeMap.load("rtt-clock-of-period-status");
    private static final CodeMap ADMISSIONS = CodeMap.load("admission-kind-of-admission-method");
    /** OUTCOME OF ATTENDANCE 1: discharged from the consultant's care. */
    private static final String DISCHARGED = "1";
    private static final Set<String> TAKEN_BACK = Set.of("revoked", "draft");

    private enum Effect {
        START, RUNS, STOP, NULLIFIED, NONE;

        static Effect of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    private final List<Wait> waits = new ArrayList<>();
    private final CareEvent referral;
    private @Nullable EventTime since;

    private ReferralToTreatment(CareEvent referral) {
        this.referral = referral;
        this.since = referral.start().orElse(null);
    }

    /**
     * @param activities
     *            what followed on the referral, by time
     * @return the clocks that count, by time
     */
    static List<Wait> of(CareEvent referral, List<CareEvent> activities) {
        if (referral.status().filter(TAKEN_BACK::contains).isPresent()) {
            return List.of();
        }
        ReferralToTreatment clock = new ReferralToTreatment(referral);
        activities.forEach(clock::apply);
        if (clock.since != null) {
            clock.waits.add(new Wait(WaitKind.REFERRAL_TO_TREATMENT, referral, clock.since, Optional.empty(),
                    Optional.empty()));
        }
        return List.copyOf(clock.waits);
    }

    private void apply(CareEvent activity) {
        EventTime at = activity.start().orElseThrow();
        switch (effect(activity)) {
            case START -> since = since == null ? at : since;
            case STOP -> {
                if (since != null) {
                    waits.add(new Wait(WaitKind.REFERRAL_TO_TREATMENT, referral, since, Optional.of(activity),
                            Optional.of(at)));
                    since = null;
                }
            }
            case NULLIFIED -> since = null;
            case RUNS, NONE -> {
                // The clock stays as it is.
            }
        }
    }

    private static Effect effect(CareEvent activity) {
        Optional<Effect> told = activity.find(Detail.RTT_STATUS)
                .flatMap(CLOCK::translate)
                .map(target -> Effect.of(target.code()));
        return told.orElseGet(() -> ReferralActivity.happened(activity) && isEnd(activity) ? Effect.STOP : Effect.NONE);
    }

    private static boolean isEnd(CareEvent activity) {
        return activity.kind() == CareEventKind.INPATIENT_STAY
                ? activity.find(Detail.ADMISSION_METHOD)
                        .flatMap(ADMISSIONS::translate)
                        .filter(kind -> kind.code().equals("elective"))
                        .isPresent()
                : activity.find(Detail.OUTCOME).filter(DISCHARGED::equals).isPresent();
    }
}
