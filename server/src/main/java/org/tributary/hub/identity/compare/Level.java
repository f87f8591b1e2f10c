package org.tributary.hub.identity.compare;

import java.util.Locale;

/** How far two Patients agree in one field. */
public enum Level {
    SAME("is the same"),
    /** The same NHS number, but a status says that it should not be relied on. */
    UNTRUSTED("is the same, but was not verified"),
    /** Another NHS number, though one of the two fails its check digit: it is more than one slip away. */
    UNLIKE("is another, though one fails its check digit"),
    /** The first given name is the same, the further ones are others. */
    FURTHER_DIFFERENT("is the same, but further names differ"),
    /** One is a usual form of the other, another way to write it, or the same given names in another order. */
    NICKNAME("is a form of the same name"),
    /** Two names in their own right that come from one, as twins may have them. */
    VARIANT("is another name of the same origin"),
    /** The given name of one is a further name of the other. */
    MIDDLE("is a further name of the other"),
    /** One has an initial only. */
    INITIAL("has the same initial"),
    /** One of several words agrees. */
    PART("is the same in part"),
    /** Written or sounding nearly the same. */
    ALIKE("is nearly the same"),
    /** Day and month, or family and given name, the other way round. */
    SWAPPED("is the same the other way round"),
    /** One digit is another, two neighbours are swapped, or day, month or year is one off. */
    ONE_DIGIT("differs by one slip"),
    /** One says less than the other, and they agree in what both say. */
    PARTIAL("is the same as far as both say"),
    /** The first half of a postcode. */
    DISTRICT("is of the same district"), DIFFERENT("differs"), MISSING("is missing on one side");

    private final String words;

    Level(String words) {
        this.words = words;
    }

    /** E.g. {@code one-digit}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it says of a field, to follow the field's name. */
    public String words() {
        return words;
    }
}
