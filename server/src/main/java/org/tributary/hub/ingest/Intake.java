package org.tributary.hub.ingest;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tributary.hub.ingest.Messages.Kept;
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
    private final Feeds feeds;
    private final Messages messages;
    private final IntakeRoom room;
    private final IntakeSettings settings;
    private final IntakeMetrics metrics;
    private final Clock clock;

    Intake(SourceMappers mappers, CommitLine commitLine, Feeds feeds, Messages messages, IntakeRoom room,
            IntakeSettings settings, IntakeMetrics metrics, Clock clock) {
        this.mappers = mappers;
        this.commitLine = commitLine;
        this.feeds = feeds;
        this.messages = messages;
        this.room = room;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** The formats that a feed can have, {@link Feeds#FHIR_R4} apart. */
    public Collection<String> formats() {
        return mappers.formats();
    }

    /**
     * Takes a sender's document, in its turn. When this returns, what was accepted of it is durable and visible; what
     * was not is kept with the reasons.
     *
     * @throws IntakeRefused
     *             when it is not taken, whatever it holds
     */
    public IntakeOutcome deliver(Delivery delivery) {
        admit(delivery);
        return room.inTurn(() -> stored(() -> receive(delivery.feed(), delivery.door().code(), delivery.bytes(),
                delivery.key())));
    }

    /**
     * Keeps a sender's document, to be worked on later by whichever node is first. When this returns it is durable.
     *
     * @return the id by which it can be asked for
     * @throws IntakeRefused
     *             when it is not taken, whatever it holds
     */
    public UUID accept(Delivery delivery) {
        admit(delivery);
        MappedMessage message = unmapped(Optional.empty(), delivery.feed(), delivery.door().code(),
                identity(delivery.feed(), delivery.bytes()), delivery.key(), document(delivery.bytes()));
        return stored(() -> commitLine.change(transaction -> {
            if (messages.countWaiting(transaction, settings.queue()) >= settings.queue()) {
                throw IntakeRefused.busy();
            }
            Messages.Receipt receipt = messages.receive(transaction, message);
            if (receipt.waits()) {
                transaction.jobs()
                        .scheduleIfNotExists(IntakeJobs.MESSAGE.instance(receipt.id().toString())
                                .data(receipt.id())
                                .scheduledTo(clock.instant()));
            }
            return receipt.id();
        }));
    }

    /** Takes one document that no sender waits for the answer to; see {@link #deliver}. */
    public IntakeOutcome receive(Feed feed, String door, byte[] bytes) {
        return receive(feed, door, bytes, Optional.empty());
    }

    /** Works on a document that was kept for later; does nothing when that was done. */
    void work(UUID id) {
        commitLine.change(transaction -> messages.find(transaction, id))
                .filter(kept -> kept.state() == MessageState.RECEIVED)
                .ifPresent(kept -> take(mapped(kept)));
    }

    /**
     * Sends a message's bytes through its mapper again: a rejected one may be accepted after a fix; a committed one
     * says what it says as it is read now.
     *
     * @return empty when there is no such message, or its bytes are gone
     */
    public Optional<Replayed> replay(UUID id) {
        return commitLine.change(transaction -> messages.find(transaction, id)).map(kept -> {
            MappedMessage message = mapped(kept);
            if (kept.state() == MessageState.COMMITTED) {
                return commitLine.replay(message);
            }
            IntakeOutcome outcome = take(message);
            return new Replayed(outcome, outcome.state() == MessageState.COMMITTED, 0);
        });
    }

    private static void admit(Delivery delivery) {
        if (delivery.feed().paused()) {
            throw IntakeRefused.paused(delivery.feed());
        }
        if (!delivery.feed().door().admits(delivery.door())) {
            throw IntakeRefused.otherDoor(delivery.feed());
        }
    }

    private static <T> T stored(java.util.function.Supplier<T> work) {
        try {
            return work.get();
        } catch (IntakeRefused e) {
            throw e;
        } catch (RuntimeException e) {
            if (StorageFailure.passes(e)) {
                LOG.error("A document could not be stored", e);
                throw IntakeRefused.unavailable();
            }
            throw e;
        }
    }

    private IntakeOutcome receive(Feed feed, String door, byte[] bytes, Optional<String> key) {
        return take(mapped(unmapped(Optional.empty(), feed, door, identity(feed, bytes), key, document(bytes))));
    }

    /** A document that breaks the hub is rejected, or it would come again and again and hold up those behind it. */
    private IntakeOutcome take(MappedMessage message) {
        IntakeOutcome outcome;
        try {
            outcome = commitLine.commit(message);
        } catch (RuntimeException e) {
            if (StorageFailure.passes(e)) {
                throw e;
            }
            // What the exception says may be of the record, so its place alone is told.
            LOG.error("A document of feed {} with hash {} was not stored: {} {} at {}", message.feed().code(),
                    message.hash(), e.getClass().getName(), StorageFailure.state(e), place(e));
            outcome = commitLine.reject(message, List.of(hubFailed("document-not-stored", "store")));
        }
        metrics.count(message, outcome);
        return outcome;
    }

    private MappedMessage mapped(Kept kept) {
        Feed feed = feeds.find(kept.feed()).orElseThrow();
        return mapped(unmapped(Optional.of(kept.id()), feed, kept.door(), kept.identity(), kept.key(),
                new SourceDocument(kept.document(), kept.received())));
    }

    private MappedMessage unmapped(Optional<UUID> id, Feed feed, String door, Optional<String> identity,
            Optional<String> key, SourceDocument document) {
        return new MappedMessage(id, feed, door, identity, key, document, document.sha256(), mappers.get(feed.format()),
                new MappingResult(0, List.of(), List.of(), Optional.empty()), document.received());
    }

    private MappedMessage mapped(MappedMessage message) {
        MappingResult result = map(message);
        return new MappedMessage(message.id(), message.feed(), message.door(), message.identity(), message.key(),
                message.document(), message.hash(), message.mapper(), result, now());
    }

    private static MappingResult map(MappedMessage message) {
        SourceMapper mapper = message.mapper();
        try {
            return mapper.map(message.document(), message.feed().source());
        } catch (RuntimeException | StackOverflowError e) {
            // A mapper that throws is broken code, but the document must not be lost and must not block the next one.
            LOG.error("Mapper {} {} failed on a document of feed {} with hash {}: {} at {}", mapper.format(),
                    mapper.version(), message.feed().code(), message.hash(), e.getClass().getName(), place(e));
            return MappingResult.rejected(List.of(hubFailed("mapper-failed", "read")));
        }
    }

    private static String place(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length == 0 ? "an unknown place" : trace[0].toString();
    }

    private static MappingIssue hubFailed(String id, String what) {
        return new MappingIssue(id, Severity.FATAL, Kind.NOT_SUPPORTED, 1, "document",
                "The hub failed to " + what + " this document; nothing of it was kept but its bytes.",
                "Tell the hub's operator: the document can be replayed or sent again once the hub is mended.");
    }

    private SourceDocument document(byte[] bytes) {
        return new SourceDocument(bytes, now());
    }

    /** PostgreSQL keeps microseconds: an arrival time must not change by being stored. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Optional<String> identity(Feed feed, byte[] bytes) {
        return feed.format().equals("hl7v2")
                // PostgreSQL's texts have no NUL.
                ? Hl7Header.read(bytes).map(header -> header.identity().replace('\0', '\uFFFD'))
                : Optional.empty();
    }
}
