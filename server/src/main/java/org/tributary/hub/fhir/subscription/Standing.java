package org.tributary.hub.fhir.subscription;

import java.time.Instant;
import java.util.Optional;
import org.tributary.hub.access.Caller;
import org.tributary.hub.store.ChangeFeed.Position;

/**
 * Where a running Subscription stands.
 *
 * @param id
 *            the resource's
 * @param version
 *            the resource's current one
 * @param owner
 *            as whom its criteria are asked and its notifications made
 * @param since
 *            the snapshot before which changes are not told of
 * @param position
 *            up to where changes have been looked at
 * @param failures
 *            how often its endpoint failed in a row
 * @param failingSince
 *            of the first of these
 * @param due
 *            whether something is to be sent now
 */
record Standing(String id, int version, Caller owner, String since, Position position, int failures,
        Optional<Instant> failingSince, boolean due) {
}
