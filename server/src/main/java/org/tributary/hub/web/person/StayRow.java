package org.tributary.hub.web.person;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.delays.DischargeDelay;
import org.tributary.hub.pathway.now.CarePicture;
import org.tributary.hub.pathway.spells.ProviderSpell;
import org.tributary.hub.pathway.stays.ContinuousStay;
import org.tributary.hub.pathway.waits.AfterDischarge;
import org.tributary.hub.web.HumanTime;
import org.tributary.hub.web.Words;

/**
 * A continuous stay in hospital.
 *
 * @param until
 *            the discharge, or that it goes on
 * @param members
 *            the spells that it joins
 * @param delayed
 *            days of being ready for discharge; empty for none
 * @param after
 *            what followed on the discharge
 */
record StayRow(String from, String until, String how, String days, List<Line> members, String delayed,
        List<Line> after) {

    private static final int MOST = 20;

    /**
     * What is listed.
     *
     * @param left
     *            how many earlier stays there are
     */
    record Listed(List<StayRow> rows, int left) {
    }

    /** The latest first. */
    static Listed of(Telling telling) {
        CarePicture picture = telling.picture();
        List<ContinuousStay> stays = picture.stays();
        List<DischargeDelay> delays = picture.delays();
        Map<ContinuousStay, AfterDischarge> after = picture.afterDischarge(stays)
                .stream()
                .collect(Collectors.toMap(AfterDischarge::stay, Function.identity(), (one, other) -> one));
        return new Listed(stays.reversed()
                .stream()
                .limit(MOST)
                .map(stay -> of(stay, delays, Optional.ofNullable(after.get(stay)), telling))
                .toList(), Math.max(0, stays.size() - MOST));
    }

    private static StayRow of(ContinuousStay stay, List<DischargeDelay> delays, Optional<AfterDischarge> after,
            Telling telling) {
        List<ProviderSpell> spells = stay.members().stream().map(ContinuousStay.Member::spell).toList();
        int delayed = delays.stream()
                .filter(delay -> spells.contains(delay.spell()))
                .mapToInt(DischargeDelay::days)
                .sum();
        String kind = stay.kind() == ProviderSpell.Kind.BED ? "" : "Virtual ward";
        return new StayRow(HumanTime.dateAndTime(stay.start()),
                stay.end().map(HumanTime::dateAndTime).orElse("goes on"),
                kind.isEmpty() && stay.isEmergency() ? "Emergency" : kind,
                Words.many(stay.days(), "day"),
                stay.members().stream().map(member -> member(member, telling)).toList(),
                delayed == 0 ? "" : Words.many(delayed, "day"),
                after.map(found -> after(found, telling)).orElse(List.of()));
    }

    private static Line member(ContinuousStay.Member member, Telling telling) {
        ProviderSpell spell = member.spell();
        boolean told = telling.picture()
                .record()
                .events()
                .stream()
                .anyMatch(event -> event.source().equals(spell.source()));
        return new Line(telling.organisation(spell.organisation()), Words.many(member.days(), "day"),
                told ? Optional.of(telling.entry(spell.source())) : Optional.empty());
    }

    private static List<Line> after(AfterDischarge after, Telling telling) {
        List<Line> lines = new ArrayList<>();
        lines.add(after.contact()
                .map(contact -> seen(contact, telling))
                .orElseGet(() -> Line.of(
                        after.contactDue().isBefore(telling.picture().today())
                                ? "No contact within " + CarePicture.CONTACT_DAYS + " days known"
                                : "No contact known yet",
                        "due by " + HumanTime.date(after.contactDue()))));
        after.readmission()
                .ifPresent(stay -> lines.add(Line.of("Readmitted as an emergency",
                        HumanTime.dateAndTime(stay.start()))));
        after.at91().ifPresent(place -> lines.add(Line.of("91 days after, with reablement", Words.code(place.code()))));
        return List.copyOf(lines);
    }

    private static Line seen(CareEvent contact, Telling telling) {
        Line line = telling.line(contact);
        return new Line("Seen: " + line.text(), line.note(), line.href());
    }
}
