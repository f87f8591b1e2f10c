package org.tributary.hub.pathway;

import java.util.Optional;

/**
 * What an event is about, from one coding of a CodeableConcept or from its text alone.
 *
 * @param system
 *            the code system's URI
 * @param display
 *            the words for people
 */
public record EventCode(Optional<String> system, Optional<String> code, Optional<String> display) {

    /** Words without a code. */
    public static EventCode ofText(String text) {
        return new EventCode(Optional.empty(), Optional.empty(), Optional.of(text));
    }
}
