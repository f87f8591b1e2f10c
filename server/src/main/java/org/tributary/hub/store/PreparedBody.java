package org.tributary.hub.store;

import org.tributary.hub.store.index.IndexEntries;
import org.tributary.hub.store.index.IndexExtractor;
import org.tributary.hub.store.json.BodyCodec;

/** What is written of a body, whoever owns it: the costly part of a write, which needs no database. */
record PreparedBody(byte[] encoded, IndexEntries entries) {

    static PreparedBody of(ResourceBody body) {
        try (BodyCodec codec = BodyCodec.open()) {
            return new PreparedBody(codec.encode(body.content()), IndexExtractor.extract(body.type(), body.tree()));
        }
    }
}
