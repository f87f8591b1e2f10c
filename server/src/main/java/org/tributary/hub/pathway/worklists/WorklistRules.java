package org.tributary.hub.pathway.worklists;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.CareRecord;
import org.tributary.hub.pathway.Detail;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.delays.DischargeDelay;
import org.tributary.hub.pathway.delays.DischargeDelay.Part;
import org.tributary.hub.pathway.delays.DischargeDelay.Span;
import org.tributary.hub.pathway.delays.DischargeDelays;
import org.tributary.hub.pathway.spells.ProviderSpell;
import org.tributary.hub.pathway.stays.ContinuousStay;
import org.tributary.hub.pathway.stays.StayAlgorithm;
import org.tributary.hub.pathway.stays.StayJoin;
import org.tributary.hub.pathway.waits.AfterDischarge;
import org.tributary.hub.pathway.waits.Wait;
import org.tributary.hub.pathway.waits.WaitKind;
import org.tributary.hub.pathway.waits.Waits;
import org.tributary.mapping.CareSetting;

/** Whether one person is on a worklist: a pure function of what the caller sees of them and of the moment. */
final class WorklistRules {

    /** Within so many days of a discharge somebody is to see or speak to the person. */
    static final int CONTACT_DAYS = 7;
    /** A readmission is on the list for so long. */
    static final int READMITTED_DAYS = 30;
    /** Four weeks before the limit of 18. */
    static final int NEAR_DAYS = 14 * 7;
    static final int REVIEW_MONTHS = 12;
    /** A review is on the list so long before it is due. */
    static final int REVIEW_DAYS = 28;

    /** Of a Task that somebody is still to do (R4 task-status). */
    private static final Set<String> OPEN = Set.of("requested", "received", "accepted", "ready", "in-progress",
            "on-hold");
    private static final Set<String> OVER = Set.of("finished", "cancelled", "entered-in-error", "waitlist");

    private final CareRecord record;
    private final Instant now;
    private final LocalDate today;

    private WorklistRules(CareRecord record, Instant now) {
        this.record = record;
        this.now = now;
        this.today = LocalDate.ofInstant(now, EventTime.LONDON);
    }

    /** Why the person is on the list, the longest wait first; none when they are not. */
    static List<WorklistItem> of(Worklist list, CareRecord record, Instant now) {
        WorklistRules rules = new WorklistRules(record, now);
        Stream<WorklistItem> items = switch (list) {
            case READY_FOR_DISCHARGE -> rules.readyForDischarge();
            case NO_CONTACT -> rules.withoutContact();
            case READMITTED -> rules.readmitted();
            case NEAR_BREACH -> rules.nearBreach();
            case REVIEW_DUE -> rules.reviewDue();
        };
        return items.sorted(Comparator.comparing(WorklistItem::since)
                .thenComparing(item -> item.source().reference())).toList();
    }

    private Stream<WorklistItem> readyForDischarge() {
        return DischargeDelays.find(record.spells(), record.events(), today)
                .stream()
                .filter(DischargeDelay::isOngoing)
                .map(delay -> {
                    Span span = delay.spans().getLast();
                    Optional<Part> last = span.parts().isEmpty()
                            ? Optional.empty()
                            : Optional.of(span.parts().getLast());
                    return new WorklistItem(delay.spell().organisation(), span.ready().source(), Optional.empty(),
                            span.ready().start().orElseThrow(), span.days(), Optional.empty(),
                            Optional.of(last.map(Part::awaited).orElse(delay.spell().organisation())),
                            last.flatMap(Part::pathway), Optional.empty());
                });
    }

    /** Whoever is in hospital again is seen there. */
    private Stream<WorklistItem> withoutContact() {
        List<ContinuousStay> stays = stays();
        boolean inHospital = stays.stream()
                .anyMatch(stay -> stay.kind() == ProviderSpell.Kind.BED && stay.end().isEmpty());
        return inHospital
                ? Stream.empty()
                : after(stays)
                        .filter(after -> after.contact().isEmpty() && after.readmission().isEmpty())
                        .filter(after -> !after.contactDue().isBefore(today) && !left(after).date().isAfter(today))
                        .map(after -> WorklistItem.of(after.stay().last().organisation(),
                                after.stay().last().source(), Optional.empty(), left(after),
                                daysSince(left(after).date()), Optional.of(after.contactDue())));
    }

    private Stream<WorklistItem> readmitted() {
        return after(stays())
                .filter(after -> after.readmission()
                        .filter(stay -> daysSince(stay.start().date()) <= READMITTED_DAYS)
                        .isPresent())
                .map(after -> {
                    ContinuousStay again = after.readmission().orElseThrow();
                    ProviderSpell spell = again.members().getFirst().spell();
                    return new WorklistItem(spell.organisation(), spell.source(), Optional.empty(), again.start(),
                            daysSince(again.start().date()), Optional.empty(), Optional.empty(), Optional.empty(),
                            Optional.of(new WorklistItem.Left(after.stay().last().organisation(), left(after))));
                });
    }

    private Stream<WorklistItem> nearBreach() {
        return Waits.find(record.events())
                .stream()
                .filter(wait -> wait.kind() == WaitKind.REFERRAL_TO_TREATMENT && wait.isOpen())
                .filter(wait -> wait.days(now) >= NEAR_DAYS)
                .map(this::nearBreach);
    }

    private WorklistItem nearBreach(Wait wait) {
        long limit = WaitKind.REFERRAL_TO_TREATMENT.limit().orElseThrow().toDays();
        return WorklistItem.of(wait.from().organisation(), wait.from().source(), what(wait.from()), wait.since(),
                wait.days(now), Optional.of(wait.since().date().plusDays(limit)));
    }

    /**
     * Counted from the organisation's last review or assessment of the person, else from the service's start. A review
     * that the organisation has planned for a day is due on that day.
     */
    private Stream<WorklistItem> reviewDue() {
        return record.events()
                .stream()
                .filter(event -> event.kind() == CareEventKind.CARE_SERVICE && event.setting() == CareSetting.SOCIAL)
                .filter(this::goesOn)
                .map(service -> {
                    EventTime since = lastLooked(service).orElse(service.start().orElseThrow());
                    LocalDate due = plannedReview(service).orElse(since.date().plusMonths(REVIEW_MONTHS));
                    return WorklistItem.of(service.organisation(), service.source(), what(service), since,
                            daysSince(since.date()), Optional.of(due));
                })
                .filter(item -> !item.due().orElseThrow().isAfter(today.plusDays(REVIEW_DAYS)));
    }

    private boolean goesOn(CareEvent service) {
        return service.start().filter(start -> !start.date().isAfter(today)).isPresent()
                && service.end().filter(end -> !end.after().isAfter(now)).isEmpty()
                && service.status().filter(OVER::contains).isEmpty();
    }

    /** The earliest day by which an open review is to be done, as far as one says it. */
    private Optional<LocalDate> plannedReview(CareEvent service) {
        return record.events()
                .stream()
                .filter(event -> event.kind() == CareEventKind.REVIEW)
                .filter(event -> event.organisation().equals(service.organisation()))
                .filter(event -> event.status().filter(OPEN::contains).isPresent())
                .flatMap(event -> event.find(Detail.DUE).flatMap(EventTime::parse).or(event::end).stream())
                .map(EventTime::date)
                .min(Comparator.naturalOrder());
    }

    private Optional<EventTime> lastLooked(CareEvent service) {
        return record.events()
                .stream()
                .filter(event -> event.kind() == CareEventKind.REVIEW || event.kind() == CareEventKind.ASSESSMENT)
                .filter(event -> event.organisation().equals(service.organisation()))
                .filter(event -> event.status().filter("completed"::equals).isPresent())
                .flatMap(event -> event.end().or(event::start).stream())
                .filter(at -> !at.date().isAfter(today)
                        && !at.date().isBefore(service.start().orElseThrow().date()))
                .max(Comparator.naturalOrder());
    }

    private List<ContinuousStay> stays() {
        return StayJoin.join(StayAlgorithm.DEFAULT, record.spells(), record.events(), today);
    }

    private Stream<AfterDischarge> after(List<ContinuousStay> stays) {
        return AfterDischarge
                .find(new AfterDischarge.Person(record.events(), stays, Optional.empty(), today), CONTACT_DAYS)
                .stream();
    }

    private static EventTime left(AfterDischarge after) {
        return after.stay().end().orElseThrow();
    }

    private long daysSince(LocalDate day) {
        return ChronoUnit.DAYS.between(day, today);
    }

    private static Optional<String> what(CareEvent event) {
        return event.code().flatMap(code -> code.display());
    }
}
