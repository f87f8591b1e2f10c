package org.tributary.hub.pathway.delays;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.delays.DischargeDelay.CouncilSteps;
import org.tributary.hub.pathway.delays.DischargeDelay.Ending;
import org.tributary.hub.pathway.delays.DischargeDelay.Span;
import org.tributary.hub.pathway.spells.ProviderSpell;

/**
 * Finds the delayed discharges of a person. A mark is of the spell whose Encounter carries it, else of the latest
 * admission in which it falls; marks before the admission and after the discharge are none.
 */
public final class DischargeDelays {

    private static final Comparator<CareEvent> IN_ORDER = Comparator
            .comparing((CareEvent event) -> event.start().orElseThrow())
            // At one moment a relapse is told of before the new readiness.
            .thenComparing(event -> event.kind() != CareEventKind.CRITERIA_TO_RESIDE)
            .thenComparing(event -> event.source().reference())
            .thenComparing(CareEvent::ordinal);

    private final List<InCare> spells;
    private final CouncilJoin council;
    private final List<CareEvent> planning;
    private final Map<ProviderSpell, List<CareEvent>> marksBySpell = new HashMap<>();

    /**
     * A spell and its days in London.
     *
     * @param left
     *            the day of discharge, else today
     */
    private record InCare(ProviderSpell spell, LocalDate admitted, LocalDate left) {

        boolean holds(LocalDate day) {
            return !day.isBefore(admitted) && !day.isAfter(left);
        }
    }

    private DischargeDelays(Collection<ProviderSpell> spells, Collection<CareEvent> events, LocalDate today) {
        this.spells = spells.stream()
                .sorted(ProviderSpell.ORDER)
                .map(spell -> new InCare(spell, spell.admitted(), spell.discharged().orElse(today)))
                .toList();
        this.council = new CouncilJoin(events.stream());
        this.planning = events.stream().filter(Awaiting::isAbout).toList();
        events.stream().filter(DischargeDelays::isMark).sorted(IN_ORDER).forEach(mark -> {
            ProviderSpell spell = spellOf(mark);
            if (spell != null) {
                marksBySpell.computeIfAbsent(spell, key -> new ArrayList<>()).add(mark);
            }
        });
    }

    /**
     * @param today
     *            in London; delays that go on are counted until then
     * @return by admission; spells without a time of being ready have none
     */
    public static List<DischargeDelay> find(Collection<ProviderSpell> spells, Collection<CareEvent> events,
            LocalDate today) {
        DischargeDelays delays = new DischargeDelays(spells, events, today);
        return delays.spells.stream().flatMap(spell -> delays.of(spell).stream()).toList();
    }

    private Optional<DischargeDelay> of(InCare care) {
        ProviderSpell spell = care.spell();
        List<CareEvent> marks = marksBySpell.getOrDefault(spell, List.of());
        Optional<CareEvent> first = marks.stream().filter(DischargeDelays::isReady).findFirst();
        if (first.isEmpty() || !care.left().isAfter(care.admitted())) {
            return Optional.empty();
        }
        CouncilSteps steps = council.find(care.admitted(), CouncilJoin.day(first.get()), care.left());
        Awaiting awaiting = new Awaiting(spell, planning, steps);
        return Optional.of(new DischargeDelay(spell, spans(care, marks, awaiting), steps));
    }

    private static List<Span> spans(InCare care, List<CareEvent> marks, Awaiting awaiting) {
        List<Span> spans = new ArrayList<>();
        CareEvent ready = null;
        for (CareEvent mark : marks) {
            if (!isReady(mark)) {
                addEnded(spans, ready, Ending.RELAPSED, mark, awaiting);
                ready = null;
            } else if (ready == null) {
                ready = mark;
            } else if (isRestatement(mark)) {
                addEnded(spans, ready, Ending.RESTATED, mark, awaiting);
                ready = mark;
            }
        }
        if (ready != null) {
            Optional<EventTime> end = care.spell().end();
            spans.add(new Span(ready, end.isPresent() ? Ending.DISCHARGED : Ending.ONGOING, end,
                    awaiting.parts(CouncilJoin.day(ready), care.left())));
        }
        return spans;
    }

    private static void addEnded(List<Span> spans, @Nullable CareEvent ready, Ending ending, CareEvent by,
            Awaiting awaiting) {
        if (ready != null) {
            spans.add(new Span(ready, ending, by.start(), ending == Ending.RESTATED
                    ? List.of()
                    : awaiting.parts(CouncilJoin.day(ready), CouncilJoin.day(by))));
        }
    }

    /** An Encounter that names another day means it instead; observations say the same again day by day. */
    private static boolean isRestatement(CareEvent mark) {
        return mark.source().type().equals("Encounter");
    }

    private static boolean isMark(CareEvent event) {
        return event.start().isPresent()
                && (isReady(event) || event.kind() == CareEventKind.CRITERIA_TO_RESIDE);
    }

    private static boolean isReady(CareEvent event) {
        return event.kind() == CareEventKind.READY_FOR_DISCHARGE;
    }

    private @Nullable ProviderSpell spellOf(CareEvent mark) {
        LocalDate day = CouncilJoin.day(mark);
        List<ProviderSpell> holding = spells.stream().filter(care -> care.holds(day)).map(InCare::spell).toList();
        return holding.stream()
                .filter(spell -> isOf(spell, mark))
                .findFirst()
                .orElse(mark.source().type().equals("Encounter") || holding.isEmpty() ? null : holding.getLast());
    }

    private static boolean isOf(ProviderSpell spell, CareEvent mark) {
        return mark.source().type().equals("Encounter") && (spell.encounter().equals(mark.source().id())
                || spell.episodes().contains(mark.source().id()));
    }
}
