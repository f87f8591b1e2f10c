package org.tributary.hub.store;

import java.util.OptionalLong;

/**
 * Who publishes the resources of a batch of writes.
 *
 * @param feed
 *            the number of the publisher's feed; only it may change the resource later
 * @param scope
 *            the scope that row-level security checks (publisher, setting, labels)
 * @param aggregate
 *            the aggregate that owns mapped resources; empty for what came over REST or as NDJSON
 */
public record RecordOwner(int feed, int scope, OptionalLong aggregate) {
}
