package org.tributary.hub.store;

import org.tributary.hub.store.index.IndexEntries;
import org.tributary.hub.store.index.IndexExtractor;
import org.tributary.hub.store.index.IndexPlan;
import org.tributary.hub.store.json.BodyCodec;

/**
 * What is written of a body, whoever owns it: the costly part of a write, which needs no database.
 *
 * @param plan
 *            by which the entries were found
 */
record PreparedBody(byte[] encoded, IndexPlan plan, IndexEntries entries) {

    static PreparedBody of(ResourceBody body, IndexPlan plan) {
        try (BodyCodec codec = BodyCodec.open()) {
            return of(codec.encode(body.content()), body, plan);
        }
    }

    /** The same by another plan. */
    PreparedBody by(ResourceBody body, IndexPlan other) {
        return of(encoded, body, other);
    }

    private static PreparedBody of(byte[] encoded, ResourceBody body, IndexPlan plan) {
        return new PreparedBody(encoded, plan, IndexExtractor.extract(plan, body.type(), body.tree()));
    }
}
