package org.tributary.hub.pathway;

import java.util.Optional;

/**
 * What was found.
 *
 * @param text
 *            as people read it, with its unit
 * @param number
 *            when it is one number
 * @param unit
 *            of the number
 */
public record EventValue(String text, Optional<Double> number, Optional<String> unit) {

    /** Words, or a code's display. */
    public static EventValue ofText(String text) {
        return new EventValue(text, Optional.empty(), Optional.empty());
    }
}
