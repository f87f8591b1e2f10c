package org.tributary.hub.identity;

import java.util.UUID;
import org.tributary.hub.identity.Edge.Pair;

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
