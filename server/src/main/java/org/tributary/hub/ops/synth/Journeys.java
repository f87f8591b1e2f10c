package org.tributary.hub.ops.synth;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans who goes to hospital and who is helped by the council, by age. */
final class Journeys {
    private final long seed;
    private final Set<Integer> twins;

    private Journeys(long seed, Set<Integer> twins) {
        this.seed = seed;
        this.twins = twins;
    }

    /** One journey for each person, in their order. */
    static List<Journey> plan(Population population, long seed) {
        Journeys journeys = new Journeys(seed, population.twins());
        return population.people().stream().map(journeys::plan).toList();
    }

    private Journey plan(Person person) {
        Draws draws = Draws.of(seed, "journey", person.number());
        if (person.number() <= Population.SHOWN) {
            return shown(person, draws);
        }
        List<Spell> spells = new ArrayList<>();
        // Twins of one birthday share the first throw, so that hospitals see both of a pair often enough to confuse them.
        Draws first = twins.contains(person.number())
                ? Draws.of(seed, "twins", person.birthDate().toEpochDay())
                : draws;
        if (first.percent(twins.contains(person.number()) ? 45 : shareInHospital(person.age()))) {
            int visits = 1 + (draws.percent(person.age() >= 65 ? 50 : 15) ? 1 : 0) + (draws.percent(8) ? 1 : 0);
            for (int i = 0; i < visits; i++) {
                Spell spell = spell(person, draws, kind(person, draws), arrival(draws));
                if (spells.stream().noneMatch(other -> overlap(other, spell)) && born(person, spell)) {
                    spells.add(spell);
                }
            }
        }
        return new Journey(spells, support(person, spells, draws));
    }

    /** A journey through all three settings, told in full within the period. */
    private static Journey shown(Person person, Draws draws) {
        LocalDate day = draws.date(LocalDate.of(2025, 12, 1), LocalDate.of(2026, 2, 20));
        Spell spell = spell(person, draws, Reason.Kind.EMERGENCY, day.atTime(draws.between(10, 20), draws.below(60)));
        return new Journey(List.of(spell), afterDischarge(spell, true, draws));
    }

    private static int shareInHospital(int age) {
        if (age < 18) {
            return 12;
        }
        if (age < 40) {
            return 14;
        }
        if (age < 65) {
            return 20;
        }
        return age < 80 ? 44 : 68;
    }

    private static Reason.Kind kind(Person person, Draws draws) {
        int emergency = person.age() >= 75 ? 65 : person.age() >= 60 ? 45 : 15;
        if (draws.percent(emergency) && !Reason.forAge(Reason.Kind.EMERGENCY, person.age()).isEmpty()) {
            return Reason.Kind.EMERGENCY;
        }
        List<Reason.Kind> others = List.of(Reason.Kind.ATTENDANCE, Reason.Kind.ATTENDANCE, Reason.Kind.PLANNED,
                Reason.Kind.CLINIC);
        Reason.Kind kind = draws.pick(others);
        return Reason.forAge(kind, person.age()).isEmpty() ? Reason.Kind.ATTENDANCE : kind;
    }

    private static LocalDateTime arrival(Draws draws) {
        LocalDate day = draws.date(Calendar.PERIOD_START.plusDays(1), Calendar.REFERENCE.minusDays(1));
        return day.atTime(draws.below(24), draws.below(60));
    }

    private static Spell spell(Person person, Draws draws, Reason.Kind kind, LocalDateTime wished) {
        Reason reason = draws.pick(Reason.forAge(kind, person.age()));
        Feed near = person.practice() == Feed.GP_RIVERSIDE ? Feed.ACUTE_NORTHBANK : Feed.ACUTE_SOUTHMOOR;
        Feed trust = draws.percent(80) ? near : near.neighbour();
        LocalDateTime arrival = reason.referred()
                ? wished.toLocalDate().atTime(draws.between(8, 15), draws.below(12) * 5)
                : wished;
        if (Calendar.nearClockChange(arrival)) {
            arrival = arrival.minusDays(2);
        }
        return switch (kind) {
            case ATTENDANCE, CLINIC -> new Spell(reason, trust, arrival, null, List.of(), null, null, null,
                    arrival.plusMinutes(kind == Reason.Kind.CLINIC ? draws.between(25, 60) : draws.between(90, 290)));
            case EMERGENCY -> stay(person, draws, reason, trust, arrival, arrival.plusMinutes(draws.between(170, 480)));
            case PLANNED -> stay(person, draws, reason, trust, arrival, arrival);
        };
    }

    private static Spell stay(Person person, Draws draws, Reason reason, Feed trust, LocalDateTime arrival,
            LocalDateTime admission) {
        LocalDate first = admission.toLocalDate();
        int days = draws.between(reason.shortestDays, reason.longestDays);
        LocalDateTime fit = first.plusDays(days).atTime(9, draws.below(50));
        LocalDateTime ready = fit.plusMinutes(draws.between(60, 140));
        boolean waits = person.age() >= 70 && draws.percent(45);
        LocalDateTime departure = ready.toLocalDate()
                .plusDays(waits ? draws.between(1, 6) : 0)
                .atTime(draws.between(14, 18), draws.below(60));
        List<LocalDateTime> transfers = new ArrayList<>();
        if (days >= 2) {
            transfers.add(first.plusDays(1).atTime(draws.between(11, 19), draws.below(60)));
        }
        if (days >= 8 && draws.percent(60)) {
            transfers.add(first.plusDays(draws.between(4, days - 2)).atTime(draws.between(11, 16), draws.below(60)));
        }
        LocalDateTime cancelled = waits && draws.percent(20) ? departure.minusDays(1).plusMinutes(5) : null;
        if (cancelled != null && !cancelled.isAfter(ready.plusHours(2))) {
            cancelled = null;
        }
        return new Spell(reason, trust, arrival, admission, transfers, fit, ready, cancelled, departure);
    }

    private static boolean overlap(Spell one, Spell other) {
        // Two days apart, so that nothing recorded after one visit falls into the next.
        return !one.departure().plusDays(2).isBefore(other.arrival())
                && !other.departure().plusDays(2).isBefore(one.arrival());
    }

    private static boolean born(Person person, Spell spell) {
        return spell.arrival().toLocalDate().isAfter(person.birthDate().plusDays(14));
    }

    private static @Nullable Support support(Person person, List<Spell> spells, Draws draws) {
        int age = person.age();
        if (age < 19) {
            return null;
        }
        for (Spell spell : spells) {
            boolean leaves = spell.isStay()
                    && spell.departure().toLocalDate().isBefore(Calendar.REFERENCE.minusDays(3));
            if (leaves && draws.percent(age >= 80 ? 72 : age >= 65 ? 45 : 12)) {
                return afterDischarge(spell, false, draws);
            }
        }
        if (!draws.percent(age >= 80 ? 35 : age >= 65 ? 10 : 2)) {
            return null;
        }
        LocalDate request = draws.date(Calendar.PERIOD_START, Calendar.REFERENCE.minusDays(70));
        LocalDate assessment = request.plusDays(draws.between(5, 28));
        LocalDate start = assessment.plusDays(draws.between(3, 14));
        return new Support(false, request, assessment, start, start, true);
    }

    private static Support afterDischarge(Spell spell, boolean continues, Draws draws) {
        LocalDateTime ready = spell.ready() == null ? spell.departure() : spell.ready();
        LocalDate home = spell.departure().toLocalDate();
        LocalDate request = ready.toLocalDate().minusDays(1);
        LocalDate assessment = request.plusDays(1);
        return new Support(true, request, assessment.isAfter(home) ? home : assessment, home,
                home.plusDays(draws.between(21, 42)), continues || draws.percent(35));
    }
}
