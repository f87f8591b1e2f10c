package org.tributary.hub.pathway.waits;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.Detail;
import org.tributary.mapping.CareSetting;

/**
 * What followed on a referral: events that say so by {@code basedOn}, directly or by way of an appointment; events of
 * the same patient pathway; and what the organisation that the referral names did later and based on nothing, while the
 * person had no other referral to it.
 */
final class ReferralActivity {

    /** By time, then by who tells of it. */
    static final Comparator<CareEvent> IN_ORDER = Comparator
            .comparing((CareEvent event) -> event.start().orElseThrow())
            .thenComparing(event -> event.source().reference())
            .thenComparing(CareEvent::ordinal);

    private static final Set<String> DID_NOT_HAPPEN = Set.of("cancelled", "planned", "proposed", "pending", "booked",
            "waitlist", "not-done", "preparation");

    private final List<CareEvent> activities;
    private final List<CareEvent> referrals;
    private final Map<String, Set<String>> basedOn = new HashMap<>();

    ReferralActivity(Collection<CareEvent> events, Collection<CareEvent> referrals) {
        this.activities = events.stream()
                .filter(event -> event.ordinal() == 0 && event.start().isPresent() && isActivity(event.kind()))
                .sorted(IN_ORDER)
                .toList();
        this.referrals = List.copyOf(referrals);
        events.forEach(event -> event.find(Detail.BASED_ON)
                .ifPresent(references -> basedOn.put(event.source().reference(), Set.of(references.split(" ")))));
    }

    private static boolean isActivity(CareEventKind kind) {
        return switch (kind) {
            case APPOINTMENT, OUTPATIENT_ATTENDANCE, INPATIENT_STAY, VIRTUAL_WARD_STAY, CONTACT, PROCEDURE -> true;
            default -> false;
        };
    }

    /** Whether it took place, as far as its status says. */
    static boolean happened(CareEvent event) {
        return event.status().filter(DID_NOT_HAPPEN::contains).isEmpty();
    }

    /** By time. */
    List<CareEvent> after(CareEvent referral) {
        return activities.stream().filter(event -> follows(event, referral)).toList();
    }

    private boolean follows(CareEvent event, CareEvent referral) {
        if (rests(event.source().reference(), referral.source().reference(), new HashSet<>())) {
            return true;
        }
        Optional<String> pathway = event.find(Detail.PATIENT_PATHWAY);
        if (pathway.isPresent() || event.find(Detail.BASED_ON).isPresent()) {
            return pathway.isPresent() && pathway.equals(referral.find(Detail.PATIENT_PATHWAY));
        }
        return event.setting() == CareSetting.ACUTE && isTo(referral, event.organisation())
                && !event.start().orElseThrow().date().isBefore(referral.start().orElseThrow().date())
                && referrals.stream().filter(other -> isTo(other, event.organisation())).count() == 1;
    }

    private static boolean isTo(CareEvent referral, String organisation) {
        return referral.find(Detail.AWAITED).filter(organisation::equals).isPresent();
    }

    private boolean rests(String reference, String on, Set<String> seen) {
        return seen.add(reference) && basedOn.getOrDefault(reference, Set.of())
                .stream()
                .anyMatch(base -> base.equals(on) || rests(base, on, seen));
    }
}
