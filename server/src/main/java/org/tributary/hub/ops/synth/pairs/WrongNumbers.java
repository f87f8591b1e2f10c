package org.tributary.hub.ops.synth.pairs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.ops.synth.Draws;
import org.tributary.hub.ops.synth.NhsNumbers;

/** Records under an NHS number that is not the person's. */
final class WrongNumbers {

    private final Town town;
    private final List<List<Integer>> byHousehold = new ArrayList<>();

    WrongNumbers(Town town) {
        this.town = town;
        for (int household = 0; household < town.households(); household++) {
            byHousehold.add(new ArrayList<>(2));
        }
        town.residents().forEach(resident -> byHousehold.get(resident.household()).add(resident.number()));
    }

    Resident stranger(Resident resident, Draws draws) {
        int other = draws.below(town.residents().size());
        return town.resident(other == resident.number() ? (other + 1) % town.residents().size() : other);
    }

    /** Null when they live alone. */
    @Nullable
    Resident ofHousehold(Resident resident, Draws draws) {
        List<Integer> others = byHousehold.get(resident.household())
                .stream()
                .filter(number -> number != resident.number())
                .toList();
        return others.isEmpty() ? null : town.resident(draws.pick(others));
    }

    /**
     * Whether the record differs from the other person in name, birth date or sex. Without that it would be the other
     * person's record in everything, and nobody could know better.
     */
    static boolean tellsApart(Held held, Resident other) {
        return !(held.name().family().equals(other.family()) && held.name().first().equals(other.given())
                && (held.birthDate() == null || other.birthDate().equals(held.birthDate()))
                && (held.female() == null || held.female() == other.female()));
    }

    static Held filedUnder(Resident bearer, Held held) {
        Held.Number number = held.number();
        String others = bearer.nhsNumber();
        return others == null || number == null ? held : held.withNumber(new Held.Number(others, number.status()));
    }

    static Held falseCheckDigit(Held held) {
        Held.Number number = held.number();
        return number == null
                ? held
                : held.withNumber(
                        new Held.Number(NhsNumbers.withWrongCheckDigit(number.value()), number.status()));
    }
}
