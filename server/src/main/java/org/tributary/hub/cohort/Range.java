package org.tributary.hub.cohort;

import java.util.OptionalInt;

/** Whole numbers from one to another, both included; without a bound it is open on that side. */
record Range(OptionalInt from, OptionalInt to) {

    boolean holds(int number) {
        return number >= from.orElse(Integer.MIN_VALUE) && number <= to.orElse(Integer.MAX_VALUE);
    }

    /** For people: {@code 65 to 74}, {@code 65 or more}, {@code 74 or less}. */
    String words() {
        if (from.isEmpty()) {
            return to.orElseThrow() + " or less";
        }
        if (to.isEmpty()) {
            return from.getAsInt() + " or more";
        }
        return from.getAsInt() == to.getAsInt()
                ? Integer.toString(to.getAsInt())
                : from.getAsInt() + " to " + to.getAsInt();
    }
}
