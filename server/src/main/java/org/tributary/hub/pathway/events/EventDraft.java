package org.tributary.hub.pathway.events;

import java.util.Map;
import java.util.Optional;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.Detail;
import org.tributary.hub.pathway.EventValue;

/** What a resource says of one event; where it comes from is added for all of its events alike. */
record EventDraft(CareEventKind kind, What what, Optional<String> status, When when, Optional<EventValue> value,
        Map<Detail, String> details) {

    EventDraft(CareEventKind kind, What what, Optional<String> status, When when) {
        this(kind, what, status, when, Optional.empty(), Map.of());
    }

    EventDraft(CareEventKind kind, What what, Optional<String> status, When when, Map<Detail, String> details) {
        this(kind, what, status, when, Optional.empty(), details);
    }
}
