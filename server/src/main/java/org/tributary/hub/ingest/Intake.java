package org.tributary.hub.ingest;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.MappingIssue.Severity;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceMapper;
import org.tributary.mapping.hl7v2.Hl7Header;

/** Where every door's documents join the line: bytes of a known feed in, committed or rejected out. */
@Component
public final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final SourceMappers mappers;
    private final CommitLine commitLine;
    private final Clock clock;

    Intake(SourceMappers mappers, CommitLine commitLine, Clock clock) {
        this.mappers = mappers;
        this.commitLine = commitLine;
        this.clock = clock;
    }

    /** The formats that a feed can have, {@link Feeds#FHIR_R4} apart. */
    public Collection<String> formats() {
        return mappers.formats();
    }

    /**
     * Takes one document. When this returns, what was accepted of it is durable and visible; what was not is kept with
     * the reasons.
     *
     * @param door
     *            {@code mllp}, {@code http} or {@code file}
     * @param bytes
     *            must not be changed afterwards
     */
    public IntakeOutcome receive(Feed feed, String door, byte[] bytes) {
        SourceMapper mapper = mappers.get(feed.format());
        // PostgreSQL keeps microseconds: an arrival time must not change by being stored.
        SourceDocument document = new SourceDocument(bytes, clock.instant().truncatedTo(ChronoUnit.MICROS));
        return commitLine.commit(new MappedMessage(feed, door, identity(feed, bytes), document, mapper,
                map(mapper, document, feed)));
    }

    private static MappingResult map(SourceMapper mapper, SourceDocument document, Feed feed) {
        try {
            return mapper.map(document, feed.source());
        } catch (RuntimeException e) {
            // A mapper that throws is broken code, but the document must not be lost and must not block the next one.
            LOG.error("Mapper {} {} failed on a document of feed {} with hash {}", mapper.format(), mapper.version(),
                    feed.code(), document.sha256(), e);
            return MappingResult.rejected(List.of(new MappingIssue("mapper-failed", Severity.FATAL, Kind.NOT_SUPPORTED,
                    1, "document", "The hub failed to read this document; nothing of it was kept but its bytes.",
                    "Tell the hub's operator: the document can be sent again once the hub is mended.")));
        }
    }

    private static Optional<String> identity(Feed feed, byte[] bytes) {
        return feed.format().equals("hl7v2") ? Hl7Header.read(bytes).map(Hl7Header::identity) : Optional.empty();
    }
}
