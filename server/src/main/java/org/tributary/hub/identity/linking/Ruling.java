package org.tributary.hub.identity.linking;

import java.util.UUID;

/**
 * What people's decisions say of a pair.
 *
 * @param decision
 *            the newest that was not revoked
 * @param number
 *            greater for later decisions
 */
record Ruling(Pair pair, Answer answer, UUID decision, long number) {
}
