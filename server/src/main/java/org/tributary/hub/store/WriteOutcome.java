package org.tributary.hub.store;

import java.time.Instant;

/**
 * What a write did.
 *
 * @param version
 *            the version that is current now; 0 for {@link Change#ABSENT}
 */
public record WriteOutcome(ResourceKey key, Change change, int version, Instant lastUpdated) {

    /** ABSENT: a deletion of what was not there. */
    public enum Change {
        CREATED, UPDATED, UNCHANGED, DELETED, ABSENT
    }
}
