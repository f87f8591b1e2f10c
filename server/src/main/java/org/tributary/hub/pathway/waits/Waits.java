package org.tributary.hub.pathway.waits;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.Detail;
import org.tributary.hub.pathway.EventTime;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.support.CodeMap;

/** Finds the waits of a person: a pure function of the events, whatever their order. */
public final class Waits {

    private static final CodeMap EXPECTS_SERVICE = CodeMap.load("service-expected-of-event-outcome");
    private static final Set<String> URGENT = Set.of("stat", "asap");
    private static final Set<String> NEVER_BEGAN = Set.of("planned", "cancelled");
    private static final Comparator<Wait> IN_ORDER = Comparator.comparing(Wait::since)
            .thenComparing(Wait::kind)
            .thenComparing(wait -> wait.from().source().reference());

    private final List<CareEvent> events;

    private Waits(Collection<CareEvent> events) {
        this.events = events.stream()
                .filter(event -> event.start().isPresent())
                .sorted(ReferralActivity.IN_ORDER)
                .toList();
    }

    /** By when they began. */
    public static List<Wait> find(Collection<CareEvent> events) {
        Waits waits = new Waits(events);
        List<Wait> found = new ArrayList<>(waits.referralsToTreatment());
        found.addAll(waits.requestsToAssessment());
        found.addAll(waits.assessmentsToService());
        found.addAll(waits.urgentResponses());
        found.addAll(waits.emergencyAttendances());
        return found.stream().sorted(IN_ORDER).toList();
    }

    /** Referrals but those to the council and those for an urgent response, which have waits of their own. */
    private List<Wait> referralsToTreatment() {
        List<CareEvent> referrals = events.stream()
                .filter(event -> event.kind() == CareEventKind.REFERRAL && event.setting() != CareSetting.SOCIAL
                        && !isUrgentToCommunity(event))
                .toList();
        ReferralActivity activity = new ReferralActivity(events, referrals);
        return referrals.stream()
                .flatMap(referral -> ReferralToTreatment.of(referral, activity.after(referral)).stream())
                .toList();
    }

    private List<Wait> requestsToAssessment() {
        return events.stream()
                .filter(event -> event.kind() == CareEventKind.REFERRAL && event.setting() == CareSetting.SOCIAL)
                .filter(request -> leadsTo(request, "assessment-or-review")
                        || next(request, CareEventKind.ASSESSMENT, request.start().orElseThrow()).isPresent())
                .map(request -> wait(WaitKind.REQUEST_TO_ASSESSMENT, request, request.start().orElseThrow(),
                        CareEventKind.ASSESSMENT))
                .toList();
    }

    private static boolean leadsTo(CareEvent event, String outcome) {
        return event.find(Detail.OUTCOME).filter(outcome::equals).isPresent();
    }

    /** Only of assessments whose outcome is a service, or that a service followed. */
    private List<Wait> assessmentsToService() {
        return events.stream()
                .filter(event -> event.kind() == CareEventKind.ASSESSMENT && event.setting() == CareSetting.SOCIAL)
                .filter(event -> event.status().filter("completed"::equals).isPresent())
                .filter(event -> event.find(Detail.OUTCOME).flatMap(EXPECTS_SERVICE::translate).isPresent())
                .map(event -> wait(WaitKind.ASSESSMENT_TO_SERVICE, event, event.end().or(event::start).orElseThrow(),
                        CareEventKind.CARE_SERVICE))
                .toList();
    }

    private Wait wait(WaitKind kind, CareEvent from, EventTime since, CareEventKind to) {
        Optional<CareEvent> end = next(from, to, since);
        return new Wait(kind, from, since, end, end.flatMap(CareEvent::start));
    }

    /** The same organisation's next event of a kind, from the day on. */
    private Optional<CareEvent> next(CareEvent from, CareEventKind kind, EventTime since) {
        return events.stream()
                .filter(event -> event.kind() == kind && event.organisation().equals(from.organisation()))
                .filter(event -> !event.start().orElseThrow().date().isBefore(since.date()))
                .findFirst();
    }

    private List<Wait> urgentResponses() {
        return events.stream().filter(Waits::isUrgentToCommunity).map(referral -> {
            Predicate<CareEvent> response = event -> event.kind() == CareEventKind.CONTACT
                    && event.organisation().equals(referral.organisation())
                    && ReferralActivity.happened(event)
                    && event.start().orElseThrow().compareTo(referral.start().orElseThrow()) >= 0;
            return events.stream()
                    .filter(response)
                    .findFirst()
                    .map(contact -> Wait.ended(WaitKind.URGENT_COMMUNITY_RESPONSE, referral, contact))
                    .orElseGet(() -> Wait.open(WaitKind.URGENT_COMMUNITY_RESPONSE, referral));
        }).toList();
    }

    private static boolean isUrgentToCommunity(CareEvent event) {
        return event.kind() == CareEventKind.REFERRAL && event.setting() == CareSetting.COMMUNITY
                && event.find(Detail.PRIORITY).filter(URGENT::contains).isPresent()
                && event.status().filter("revoked"::equals).isEmpty();
    }

    private List<Wait> emergencyAttendances() {
        return events.stream()
                .filter(event -> event.kind() == CareEventKind.EMERGENCY_ATTENDANCE)
                .filter(event -> event.status().filter(NEVER_BEGAN::contains).isEmpty())
                .filter(event -> event.end().isPresent() || event.status().filter("finished"::equals).isEmpty())
                .map(event -> new Wait(WaitKind.EMERGENCY_DEPARTMENT, event, event.start().orElseThrow(),
                        event.end().map(end -> event), event.end()))
                .toList();
    }
}
