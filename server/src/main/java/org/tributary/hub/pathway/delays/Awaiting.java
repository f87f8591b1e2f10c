package org.tributary.hub.pathway.delays;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.Detail;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.delays.DischargeDelay.CouncilSteps;
import org.tributary.hub.pathway.delays.DischargeDelay.Part;
import org.tributary.hub.pathway.spells.ProviderSpell;
import org.tributary.mapping.support.CodeMap;

/**
 * Whom each day of a delay waited for, and on which discharge-to-assess pathway. A discharge-planning task that was
 * given by then decides, the latest first; else from its request on it is the council; else the hospital itself. The
 * pathway is the task's, else the stay's own, else the one that the council's service stands for.
 */
final class Awaiting {

    private static final CodeMap PATHWAYS = CodeMap.load("discharge-pathway-of-service-component");
    private static final Set<String> NOT_IN_FORCE = Set.of("draft", "cancelled", "rejected", "failed");

    private final ProviderSpell spell;
    private final Optional<String> pathwayOfStay;
    private final List<CareEvent> tasks;
    private final CouncilSteps council;

    /**
     * @param events
     *            those of the person that {@link #isAbout} knows
     */
    Awaiting(ProviderSpell spell, List<CareEvent> events, CouncilSteps council) {
        this.spell = spell;
        this.council = council;
        this.pathwayOfStay = events.stream()
                .filter(event -> event.source().equals(spell.source()) && event.ordinal() == 0)
                .flatMap(event -> event.find(Detail.DISCHARGE_PATHWAY).stream())
                .findFirst();
        this.tasks = events.stream()
                .filter(event -> event.kind() == CareEventKind.DISCHARGE_PLANNING && event.start().isPresent())
                .filter(event -> event.status().filter(NOT_IN_FORCE::contains).isEmpty())
                .filter(event -> !CouncilJoin.day(event).isBefore(spell.admitted()))
                .sorted(Comparator.comparing((CareEvent event) -> event.start().orElseThrow())
                        .thenComparing(event -> event.source().reference()))
                .toList();
    }

    /** Whether an event may tell whom a delay waited for, or on which pathway. */
    static boolean isAbout(CareEvent event) {
        return event.kind() == CareEventKind.DISCHARGE_PLANNING || event.find(Detail.DISCHARGE_PATHWAY).isPresent();
    }

    /** The nights from a day until the day before another, those alike together. */
    List<Part> parts(LocalDate from, LocalDate until) {
        List<Part> parts = new ArrayList<>();
        for (LocalDate night = from; night.isBefore(until); night = night.plusDays(1)) {
            Part next = of(night);
            if (!parts.isEmpty() && alike(parts.getLast(), next)) {
                Part last = parts.removeLast();
                parts.add(new Part(last.from(), last.days() + 1, last.pathway(), last.inferred(), last.awaited(),
                        last.because()));
            } else {
                parts.add(next);
            }
        }
        return parts;
    }

    private static boolean alike(Part one, Part other) {
        return one.pathway().equals(other.pathway()) && one.awaited().equals(other.awaited())
                && one.because().equals(other.because());
    }

    private Part of(LocalDate night) {
        Optional<CareEvent> task = tasks.stream().filter(event -> isInForce(event, night)).reduce((a, b) -> b);
        Optional<CareEvent> asked = council.request().filter(event -> !CouncilJoin.day(event).isAfter(night));
        Optional<String> told = task.flatMap(event -> event.find(Detail.DISCHARGE_PATHWAY)).or(() -> pathwayOfStay);
        Optional<String> inferred = council.service()
                .flatMap(event -> event.code().flatMap(code -> code.code()))
                .flatMap(PATHWAYS::translate)
                .map(CodeMap.Target::code);
        String awaited = task.flatMap(event -> event.find(Detail.AWAITED))
                .or(() -> asked.map(CareEvent::organisation))
                .orElse(spell.organisation());
        List<CareEvent> because = Stream.of(task, task.isPresent() ? Optional.<CareEvent>empty() : asked,
                told.isPresent() ? Optional.<CareEvent>empty() : council.service().filter(s -> inferred.isPresent()))
                .flatMap(Optional::stream)
                .toList();
        return new Part(night, 1, told.or(() -> inferred), told.isEmpty() && inferred.isPresent(), awaited, because);
    }

    private static boolean isInForce(CareEvent task, LocalDate night) {
        return !CouncilJoin.day(task).isAfter(night)
                && task.end().map(EventTime::date).filter(end -> !end.isAfter(night)).isEmpty();
    }
}
