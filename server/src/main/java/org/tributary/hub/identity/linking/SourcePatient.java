package org.tributary.hub.identity.linking;

import org.tributary.hub.store.RecordOwner;
import tools.jackson.databind.JsonNode;

/** A source Patient as it now stands, and who publishes it. */
public record SourcePatient(String id, JsonNode patient, RecordOwner owner) {
}
