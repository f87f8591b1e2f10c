package org.tributary.hub.ingest;

import java.util.Optional;

/**
 * A document as a sender brings it.
 *
 * @param bytes
 *            must not be changed afterwards
 * @param key
 *            what the sender calls this delivery, if anything: the same key and bytes is the same document
 */
public record Delivery(Feed feed, Door door, byte[] bytes, Optional<String> key) {
}
