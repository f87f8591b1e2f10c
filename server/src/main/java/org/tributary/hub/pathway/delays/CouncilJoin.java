package org.tributary.hub.pathway.delays;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.Detail;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.EventsByDay;
import org.tributary.hub.pathway.delays.DischargeDelay.CouncilSteps;
import org.tributary.mapping.CareSetting;

/**
 * Finds what the council did about a person in hospital: the first request between admission and discharge that does
 * not say that it came another way, the first assessment from then on, and the first service from then on; the latter
 * two until four weeks after the discharge.
 */
final class CouncilJoin {

    private static final int DAYS_AFTER = 28;
    private static final Set<String> FROM_HOSPITAL = Set.of("hospital-discharge", "hospital-diversion");

    private final EventsByDay council;

    CouncilJoin(Stream<CareEvent> events) {
        this.council = new EventsByDay(events
                .filter(event -> event.setting() == CareSetting.SOCIAL && event.start().isPresent())
                .sorted(Comparator.comparing((CareEvent event) -> event.start().orElseThrow())
                        .thenComparing(event -> event.source().reference())));
    }

    /**
     * @param ready
     *            the day on which the person was first ready
     * @param left
     *            the day of discharge, else today
     */
    CouncilSteps find(LocalDate admitted, LocalDate ready, LocalDate left) {
        Optional<CareEvent> request = first(CareEventKind.REFERRAL, admitted, left,
                event -> event.find(Detail.ROUTE_OF_ACCESS).map(FROM_HOSPITAL::contains).orElse(true));
        LocalDate from = request.map(CouncilJoin::day).orElse(ready);
        LocalDate until = left.plusDays(DAYS_AFTER);
        return new CouncilSteps(request, first(CareEventKind.ASSESSMENT, from, until, event -> true),
                first(CareEventKind.CARE_SERVICE, from, until, event -> true));
    }

    private Optional<CareEvent> first(CareEventKind kind, LocalDate from, LocalDate until, Predicate<CareEvent> which) {
        return council.between(from, until)
                .filter(event -> event.kind() == kind)
                .filter(which)
                .findFirst();
    }

    static LocalDate day(CareEvent event) {
        return event.start().map(EventTime::date).orElseThrow();
    }
}
