package org.tributary.hub.ingest;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceMapper;

/**
 * A document on its way to the commit line.
 *
 * @param id
 *            the id it is kept under already; empty when it has just come
 * @param door
 *            how it came: {@code mllp}, {@code http}, {@code folder} or {@code file}
 * @param identity
 *            what its sender calls it, where the format has that: the same identity and bytes is the same message
 * @param key
 *            the Idempotency-Key it was sent with: the same key and bytes is the same message, too
 * @param hash
 *            of its bytes
 * @param mapped
 *            when that was done
 */
record MappedMessage(Optional<UUID> id, Feed feed, String door, Optional<String> identity, Optional<String> key,
        SourceDocument document, String hash, SourceMapper mapper, MappingResult result, Instant mapped) {

    String mapperAndVersion() {
        return mapper.format() + ' ' + mapper.version();
    }
}
