package org.tributary.hub.pathway;

import java.util.Optional;

/** What a resource says of one event; where it comes from is added for all of its events alike. */
record EventDraft(CareEventKind kind, What what, Optional<String> status, When when) {
}
