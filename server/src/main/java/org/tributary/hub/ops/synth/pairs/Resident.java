package org.tributary.hub.ops.synth.pairs;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An invented person as they really are, whatever a record says.
 *
 * @param number
 *            from 0 without gaps
 * @param twin
 *            the number of the twin; -1 without one
 * @param namesake
 *            the number of a parent, child or cousin of the same name; -1 without one
 * @param sharesNumberWith
 *            the number of the person who was given the same NHS number; -1 for nearly everybody
 */
record Resident(int number, int household, Place home, Culture culture, String family, String given,
        @Nullable String middle,
        boolean female, LocalDate birthDate, String phone, @Nullable String nhsNumber, int twin,
        int namesake, int sharesNumberWith) {

    boolean isTwin() {
        return twin >= 0;
    }

    Resident withTwin(int other) {
        return new Resident(number, household, home, culture, family, given, middle, female, birthDate, phone,
                nhsNumber,
                other, namesake, sharesNumberWith);
    }

    Resident withNamesake(int other) {
        return new Resident(number, household, home, culture, family, given, middle, female, birthDate, phone,
                nhsNumber,
                twin, other, sharesNumberWith);
    }

    Resident withHome(Place place) {
        return new Resident(number, household, place, culture, family, given, middle, female, birthDate, phone,
                nhsNumber, twin, namesake, sharesNumberWith);
    }

    Resident withNumberOf(Resident other) {
        return new Resident(number, household, home, culture, family, given, middle, female, birthDate, phone,
                other.nhsNumber, twin, namesake, other.number);
    }

    Resident sharingNumberWith(int other) {
        return new Resident(number, household, home, culture, family, given, middle, female, birthDate, phone,
                nhsNumber,
                twin, namesake, other);
    }
}
