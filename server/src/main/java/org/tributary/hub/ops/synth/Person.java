package org.tributary.hub.ops.synth;

import java.time.LocalDate;
import java.time.Period;

/**
 * An invented person as they really are, whatever a source says.
 *
 * @param number
 *            from 1 without gaps
 * @param phone
 *            from the ranges that are kept free for drama, 01632 960xxx and 07700 900xxx
 * @param practice
 *            the practice they are registered with
 */
record Person(int number, String nhsNumber, String family, String given, boolean female, LocalDate birthDate,
        Background background, Address home, String phone, Feed practice) {

    String key() {
        String digits = Integer.toString(number);
        return "P" + "0".repeat(Math.max(0, 6 - digits.length())) + digits;
    }

    int ageOn(LocalDate day) {
        return Period.between(birthDate, day).getYears();
    }

    /** Age on the reference date. */
    int age() {
        return ageOn(Calendar.REFERENCE);
    }

    String title() {
        if (age() < 16) {
            return female ? "Miss" : "Master";
        }
        if (!female) {
            return "Mr";
        }
        return number % 3 == 0 ? "Ms" : "Mrs";
    }

    /** Their usual general practitioner. */
    Clinician usualDoctor(Feed at) {
        return Clinician.of(at).get(number % 3);
    }
}
