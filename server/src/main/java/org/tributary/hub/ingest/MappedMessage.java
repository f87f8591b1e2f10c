package org.tributary.hub.ingest;

import java.util.Optional;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceMapper;

/**
 * A document on its way to the commit line.
 *
 * @param door
 *            how it came: {@code mllp}, {@code http} or {@code file}
 * @param identity
 *            what its sender calls it, where the format has that: the same identity and bytes is the same message
 */
record MappedMessage(Feed feed, String door, Optional<String> identity, SourceDocument document, SourceMapper mapper,
        MappingResult result) {

    String mapperAndVersion() {
        return mapper.format() + ' ' + mapper.version();
    }
}
