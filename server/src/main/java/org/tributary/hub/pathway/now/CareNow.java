package org.tributary.hub.pathway.now;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.Detail;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.PersonRecord;
import org.tributary.hub.pathway.spells.ProviderSpell;

/**
 * How things stand at a moment, from the events and spells that a caller sees. Each list is in the order of a timeline.
 *
 * @param admission
 *            the latest spell that goes on
 * @param alerts
 *            allergies, reasonable adjustments, safeguarding, other alerts and legal information that hold
 * @param services
 *            services and packages of care that go on or are to begin
 * @param appointments
 *            those to come, the next first
 * @param tasks
 *            what somebody is still to do: assessments, reviews, discharge planning, planned activities, other tasks
 */
public record CareNow(Instant at, Optional<ProviderSpell> admission, List<CareEvent> alerts, List<CareEvent> careTeams,
        List<CareEvent> plans, List<CareEvent> goals, List<CareEvent> services, List<CareEvent> appointments,
        List<CareEvent> referrals, List<CareEvent> tasks) {

    private static final Set<CareEventKind> ALERTS = Set.of(CareEventKind.ALERT, CareEventKind.REASONABLE_ADJUSTMENT,
            CareEventKind.SAFEGUARDING, CareEventKind.LEGAL_INFORMATION, CareEventKind.ALLERGY);
    private static final Set<CareEventKind> TASKS = Set.of(CareEventKind.TASK, CareEventKind.ASSESSMENT,
            CareEventKind.REVIEW, CareEventKind.DISCHARGE_PLANNING, CareEventKind.PLANNED_ACTIVITY);
    /** How many weeks one payment of each cost frequency covers, for frequencies of whole weeks. */
    private static final Map<String, BigDecimal> WEEKS = Map.of("weekly", BigDecimal.ONE, "fortnightly",
            BigDecimal.valueOf(2), "four-weekly", BigDecimal.valueOf(4));
    private static final Set<String> BY_UNIT = Set.of("hourly", "per-session", "daily");
    private static final Set<String> OVER = Set.of("inactive", "resolved", "rejected", "revoked", "completed",
            "finished", "cancelled", "failed", "stopped", "draft", "not-done", "fulfilled", "noshow", "ended");

    /** What holds at a moment. */
    public static CareNow of(PersonRecord record, Instant at) {
        List<CareEvent> open = record.events().stream().filter(event -> isOpen(event, at)).toList();
        return new CareNow(at,
                record.spells()
                        .stream()
                        .filter(spell -> spell.end().isEmpty() && !spell.start().instant().isAfter(at))
                        .max(ProviderSpell.ORDER),
                only(open, event -> ALERTS.contains(event.kind())),
                only(open, event -> event.kind() == CareEventKind.CARE_TEAM),
                only(open, event -> event.kind() == CareEventKind.CARE_PLAN),
                only(open, event -> event.kind() == CareEventKind.GOAL),
                only(open, event -> event.kind() == CareEventKind.CARE_SERVICE),
                record.events()
                        .stream()
                        .filter(event -> event.kind() == CareEventKind.APPOINTMENT && isToCome(event, at))
                        .sorted(Comparator.comparing(event -> event.start().orElseThrow()))
                        .toList(),
                only(open, event -> event.kind() == CareEventKind.REFERRAL),
                only(open, event -> TASKS.contains(event.kind())));
    }

    private static List<CareEvent> only(List<CareEvent> events, Predicate<CareEvent> which) {
        return events.stream().filter(which).toList();
    }

    /** A goal's end is the day it is to be reached and a task's period may be over: their status alone counts. */
    private static boolean isOpen(CareEvent event, Instant at) {
        boolean ends = switch (event.kind()) {
            case GOAL, REFERRAL, TASK, ASSESSMENT, REVIEW, PLANNED_ACTIVITY -> false;
            default -> event.end().filter(end -> !end.after().isAfter(at)).isPresent();
        };
        return !ends && event.status().filter(OVER::contains).isEmpty();
    }

    private static boolean isToCome(CareEvent event, Instant at) {
        LocalDate today = LocalDate.ofInstant(at, EventTime.LONDON);
        return event.status().filter(OVER::contains).isEmpty()
                && event.start()
                        .filter(start -> start.precision() == EventTime.Precision.TIME
                                ? !start.instant().isBefore(at)
                                : !start.date().isBefore(today))
                        .isPresent();
    }

    /** What a service costs in a week, in pounds; empty when its source does not say it in full. */
    public static Optional<BigDecimal> weeklyCost(CareEvent service) {
        Optional<BigDecimal> cost = service.find(Detail.UNIT_COST).map(BigDecimal::new);
        Optional<BigDecimal> weeks = service.find(Detail.COST_FREQUENCY)
                .flatMap(frequency -> Optional.ofNullable(WEEKS.get(frequency)));
        Optional<BigDecimal> units = service.find(Detail.UNITS_PER_WEEK).map(BigDecimal::new);
        return cost.flatMap(pounds -> weeks.map(number -> pounds.divide(number, 2, RoundingMode.HALF_UP))
                .or(() -> units
                        .filter(number -> service.find(Detail.COST_FREQUENCY).filter(BY_UNIT::contains).isPresent())
                        .map(pounds::multiply)));
    }
}
