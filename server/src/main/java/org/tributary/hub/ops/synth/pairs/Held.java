package org.tributary.hub.ops.synth.pairs;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one organisation holds about a person's identity, right or wrong.
 *
 * @param female
 *            null where no sex is held
 * @param knownTwin
 *            whether the record says that it is a twin's
 * @param unknown
 *            whether the organisation says that it does not know who this is
 */
record Held(@Nullable Number number, Name name, @Nullable Boolean female, @Nullable LocalDate birthDate,
        @Nullable Place place, @Nullable String phone, boolean knownTwin, boolean unknown) {

    /** An NHS number, and the code of its verification status where one is held. */
    record Number(String value, @Nullable String status) {
    }

    /** Given names, the first one first. */
    record Name(String family, List<String> given) {

        Name withFamily(String changed) {
            return new Name(changed, given);
        }

        Name withFirst(String changed) {
            return given.size() == 1
                    ? new Name(family, List.of(changed))
                    : new Name(family, List.of(changed, given.get(1)));
        }

        String first() {
            return given.getFirst();
        }
    }

    static Held right(Resident resident, boolean knownTwin) {
        String middle = resident.middle();
        String number = resident.nhsNumber();
        return new Held(number == null ? null : new Number(number, "01"),
                new Name(resident.family(),
                        middle == null ? List.of(resident.given()) : List.of(resident.given(), middle)),
                resident.female(), resident.birthDate(), resident.home(), resident.phone(), knownTwin, false);
    }

    Held withNumber(@Nullable Number changed) {
        return new Held(changed, name, female, birthDate, place, phone, knownTwin, unknown);
    }

    Held withName(Name changed) {
        return new Held(number, changed, female, birthDate, place, phone, knownTwin, unknown);
    }

    Held withSex(@Nullable Boolean changed) {
        return new Held(number, name, changed, birthDate, place, phone, knownTwin, unknown);
    }

    Held withBirthDate(@Nullable LocalDate changed) {
        return new Held(number, name, female, changed, place, phone, knownTwin, unknown);
    }

    Held withPlace(@Nullable Place changed) {
        return new Held(number, name, female, birthDate, changed, phone, knownTwin, unknown);
    }

    Held withPhone(@Nullable String changed) {
        return new Held(number, name, female, birthDate, place, changed, knownTwin, unknown);
    }
}
