package org.tributary.hub.pathway.events;

import java.util.Optional;
import org.tributary.hub.pathway.EventTime;

/** A moment (start alone), a span, or neither. */
record When(Optional<EventTime> start, Optional<EventTime> end) {

    static final When UNKNOWN = new When(Optional.empty(), Optional.empty());

    static When at(EventTime moment) {
        return new When(Optional.of(moment), Optional.empty());
    }

    static When at(Optional<EventTime> moment) {
        return moment.map(When::at).orElse(UNKNOWN);
    }

    /** This, starting at another moment when it does not say when it starts. */
    When orStarting(Optional<EventTime> moment) {
        return new When(start.or(() -> moment), end);
    }
}
