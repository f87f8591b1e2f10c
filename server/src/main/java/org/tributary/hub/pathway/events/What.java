package org.tributary.hub.pathway.events;

import java.util.Optional;
import org.tributary.hub.pathway.EventCode;
import org.tributary.hub.store.ResourceKey;

/** What an event is about: a code or words of its own, or another resource that has them. */
record What(Optional<EventCode> code, Optional<ResourceKey> namedBy) {

    static What of(Optional<EventCode> code) {
        return new What(code, Optional.empty());
    }
}
