package org.tributary.hub.ops.synth.pairs;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An invented person as they really are, whatever a record says.
 *
 * @param number
 *            from 0 without gaps
 * @param household
 *            the number of the household, which is also that of its address
 * @param twin
 *            the number of the twin; -1 without one
 * @param sharesNumberWith
 *            the number of the person who was given the same NHS number; -1 for nearly everybody
 */
record Resident(int number, int household, Culture culture, String family, String given, @Nullable String middle,
        boolean female, LocalDate birthDate, String phone, @Nullable String nhsNumber, int twin,
        int sharesNumberWith) {

    Place home() {
        return Place.at(household);
    }

    boolean isTwin() {
        return twin >= 0;
    }

    Resident withTwin(int other) {
        return new Resident(number, household, culture, family, given, middle, female, birthDate, phone, nhsNumber,
                other, sharesNumberWith);
    }

    Resident withNumberOf(Resident other) {
        return new Resident(number, household, culture, family, given, middle, female, birthDate, phone,
                other.nhsNumber, twin, other.number);
    }

    Resident sharingNumberWith(int other) {
        return new Resident(number, household, culture, family, given, middle, female, birthDate, phone, nhsNumber,
                twin, other);
    }
}
