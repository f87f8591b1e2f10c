package org.tributary.hub.web;

import org.tributary.mapping.CareSetting;

/** What codes are called on pages. */
public final class Words {

    private Words() {
    }

    public static String setting(CareSetting setting) {
        return switch (setting) {
            case PRIMARY -> "General practice";
            case ACUTE -> "Hospital";
            case COMMUNITY -> "Community";
            case MENTAL_HEALTH -> "Mental health";
            case SOCIAL -> "Social care";
            case OTHER -> "Other care";
        };
    }

    /** A FHIR code as words: {@code in-progress} is "In progress". */
    public static String code(String code) {
        String words = code.replace('-', ' ');
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** A number of things: {@code 1 day}, {@code 2 days}. */
    public static String many(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** Ten digits, spaced 3-3-4. */
    public static String nhsNumber(String digits) {
        return digits.length() == 10
                ? digits.substring(0, 3) + ' ' + digits.substring(3, 6) + ' ' + digits.substring(6)
                : digits;
    }
}
