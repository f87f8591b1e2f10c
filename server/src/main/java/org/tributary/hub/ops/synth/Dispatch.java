package org.tributary.hub.ops.synth;

import java.time.LocalDateTime;
import java.util.function.Supplier;

/**
 * A document and when it leaves its source. Its bytes are written anew whenever they are wanted, so that a large
 * borough needs no memory for them.
 */
record Dispatch(Feed feed, String name, LocalDateTime sentAt, int expectedAccepted, int expectedRejected,
        Supplier<byte[]> body) {

    Dispatch at(LocalDateTime other) {
        return new Dispatch(feed, name, other, expectedAccepted, expectedRejected, body);
    }

    SyntheticDocument document() {
        return new SyntheticDocument(feed.code, name, body.get(), expectedAccepted, expectedRejected);
    }
}
