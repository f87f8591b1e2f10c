package org.tributary.hub.fhir.subscription;

import org.tributary.hub.store.ChangeFeed.Position;
import org.tributary.hub.store.ResourceKey;

/** What a subscriber is to be told: one version of a resource. */
record Notification(Position position, ResourceKey key, int version, int attempts) {
}
