package org.tributary.hub.pathway.stays;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.spells.ProviderSpell;
import org.tributary.hub.pathway.stays.ContinuousStay.Member;

/**
 * Joins provider spells to continuous stays. A pure function of the spells, whatever their order: they are gone through
 * by admission, and each goes on with the stay before it or begins another. Beds and virtual wards never join.
 */
public final class StayJoin {

    /** By discharge, the open ones last. */
    static final Comparator<ProviderSpell> BY_END = Comparator
            .comparing((ProviderSpell spell) -> spell.end().isEmpty())
            .thenComparing(spell -> spell.end().orElse(spell.start()))
            .thenComparing(ProviderSpell.ORDER);

    private final StayAlgorithm algorithm;
    private final LocalDate today;

    private StayJoin(StayAlgorithm algorithm, LocalDate today) {
        this.algorithm = algorithm;
        this.today = today;
    }

    /**
     * @param spells
     *            of one person
     * @param attendances
     *            the person's emergency attendances, of which those that led to a stay are put to it
     * @param today
     *            in London; stays that go on are counted until then
     * @return by admission
     */
    public static List<ContinuousStay> join(StayAlgorithm algorithm, Collection<ProviderSpell> spells,
            Collection<CareEvent> attendances, LocalDate today) {
        StayJoin join = new StayJoin(algorithm, today);
        EmergencyArrivals arrivals = new EmergencyArrivals(attendances);
        List<ContinuousStay> stays = new ArrayList<>();
        for (ProviderSpell.Kind kind : ProviderSpell.Kind.values()) {
            List<ProviderSpell> ofKind = spells.stream().filter(spell -> spell.kind() == kind).toList();
            join.runs(ofKind)
                    .forEach(run -> stays.add(new ContinuousStay(algorithm, join.members(run),
                            arrivals.find(run.getFirst()))));
        }
        stays.sort(Comparator.comparing((ContinuousStay stay) -> stay.members().getFirst().spell(),
                ProviderSpell.ORDER));
        return List.copyOf(stays);
    }

    private List<List<ProviderSpell>> runs(List<ProviderSpell> spells) {
        List<List<ProviderSpell>> runs = new ArrayList<>();
        for (ProviderSpell spell : spells.stream().sorted(ProviderSpell.ORDER).toList()) {
            if (runs.isEmpty() || !goesOn(runs.getLast(), spell)) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(spell);
        }
        return runs;
    }

    /**
     * A spell without a discharge is known of only on the day of its admission: what was never ended years ago does not
     * swallow every later admission, but a transfer goes on with it whenever it comes.
     */
    private boolean goesOn(List<ProviderSpell> run, ProviderSpell next) {
        boolean open = run.stream().anyMatch(spell -> spell.end().isEmpty());
        boolean transfer = Transfers.into(next)
                || run.stream().max(BY_END).filter(Transfers::outOf).isPresent();
        if (open && transfer && algorithm.joinsOpen()) {
            return true;
        }
        LocalDate last = run.stream()
                .map(spell -> spell.discharged().orElse(spell.admitted()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return algorithm.joins(ChronoUnit.DAYS.between(last, next.admitted()), transfer);
    }

    private List<Member> members(List<ProviderSpell> run) {
        Map<LocalDate, ProviderSpell> nights = new TreeMap<>();
        for (ProviderSpell spell : run) {
            spell.admitted()
                    .datesUntil(lastDay(spell))
                    .forEach(night -> nights.put(night, spell));
        }
        return run.stream()
                .map(spell -> new Member(spell,
                        (int) nights.values().stream().filter(spell::equals).count()))
                .toList();
    }

    private LocalDate lastDay(ProviderSpell spell) {
        LocalDate until = spell.end().map(EventTime::date).orElse(today);
        return until.isBefore(spell.admitted()) ? spell.admitted() : until;
    }
}
