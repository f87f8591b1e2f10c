package org.tributary.hub.pathway.stays;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.spells.ProviderSpell;

/**
 * A continuous inpatient stay of one person: provider spells that follow on one another. Days are midnights in London.
 *
 * @param members
 *            the spells by admission; at least one, all of one kind
 * @param attendance
 *            the emergency attendance that led to the first admission
 */
public record ContinuousStay(StayAlgorithm algorithm, List<Member> members, Optional<CareEvent> attendance) {

    /**
     * A spell and its part of the stay.
     *
     * @param days
     *            the midnights of the stay that the person spent here: where spells overlap a midnight belongs to the
     *            later admission, so the days of all members sum up to those of the stay
     */
    public record Member(ProviderSpell spell, int days) {
    }

    public ContinuousStay {
        members = List.copyOf(members);
    }

    public ProviderSpell.Kind kind() {
        return members.getFirst().spell().kind();
    }

    public EventTime start() {
        return members.getFirst().spell().start();
    }

    /** The spell that ends last: one that goes on, else the one with the latest discharge. */
    public ProviderSpell last() {
        return members.stream().map(Member::spell).max(StayJoin.BY_END).orElseThrow();
    }

    /** Empty while one of the spells goes on. */
    public Optional<EventTime> end() {
        return last().end();
    }

    /** The midnights spent in a bed. Those between two spells that join are not among them. */
    public int days() {
        return members.stream().mapToInt(Member::days).sum();
    }

    /** The midnights from the first admission to the last discharge, also those between spells. */
    public int lengthDays(LocalDate today) {
        LocalDate until = end().map(EventTime::date).orElse(today);
        return (int) Math.max(0, ChronoUnit.DAYS.between(start().date(), until));
    }

    /** Whether the person was admitted as an emergency. */
    public boolean isEmergency() {
        return Transfers.admissionKind(members.getFirst().spell()).filter("emergency"::equals).isPresent();
    }

    /** Whether the person was in it on the midnight that ends a day. */
    public boolean covers(LocalDate day) {
        return members.stream()
                .map(Member::spell)
                .anyMatch(spell -> !spell.admitted().isAfter(day)
                        && spell.discharged().map(discharged -> discharged.isAfter(day)).orElse(true));
    }
}
