package org.tributary.hub.ingest;

import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.AuditEntry;
import org.tributary.hub.access.AuditTrail;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.access.WriterDatabase;
import org.tributary.hub.conformance.ProfileProblem;
import org.tributary.hub.identity.linking.Linkage;
import org.tributary.hub.identity.linking.TrainedWeights;
import org.tributary.hub.ingest.DependentWrites.Sight;
import org.tributary.hub.ingest.Feeds.NewFeed;
import org.tributary.hub.pathway.CareEvents;
import org.tributary.hub.store.RecordOwner;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceWrite;
import org.tributary.hub.store.ResourceWriter;
import org.tributary.hub.store.VersionConflict;
import org.tributary.hub.store.WriteOutcome;
import org.tributary.mapping.MappingIssue;

/**
 * The one way in. Every change of record data, whichever door it came by, is one transaction of this class: it locks,
 * stores resources, places Patients in persons, derives care events, and writes Provenance and the message itself, all
 * or nothing. Only when it returns may a sender be told yes.
 */
@Component
public final class CommitLine implements FhirWrites {

    private static final Logger LOG = LoggerFactory.getLogger(CommitLine.class);

    private final WriterDatabase writer;
    private final ReaderDatabase reader;
    private final Feeds feeds;
    private final MessageCommit messages;
    private final Change.Line changes;
    private final ResourceWriter resources;
    private final Linkage linkage;
    private final CareEvents careEvents;
    private final AuditTrail trail;
    private final Clock clock;
    private final ProfileGate profiles;
    private final WriteCompanions companions;
    private final Map<String, Feed> restFeeds = new ConcurrentHashMap<>();

    CommitLine(WriterDatabase writer, ReaderDatabase reader, Feeds feeds, MessageCommit messages, Change.Line changes,
            ResourceWriter resources, Linkage linkage, CareEvents careEvents, AuditTrail trail, ProfileGate profiles,
            Clock clock,
            ObjectProvider<WriteCompanion> companions) {
        this.writer = writer;
        this.reader = reader;
        this.feeds = feeds;
        this.messages = messages;
        this.changes = changes;
        this.resources = resources;
        this.linkage = linkage;
        this.careEvents = careEvents;
        this.trail = trail;
        this.profiles = profiles;
        this.clock = clock;
        this.companions = new WriteCompanions(companions.orderedStream().toList());
    }

    /** Links all Patients and derives all care events anew. Writers wait until it is done. */
    public void rebuild() {
        writer.write(transaction -> {
            Locks.takeAll(transaction);
            linkage.rebuild(transaction, clock.instant());
            careEvents.rebuild(transaction);
            return transaction;
        });
    }

    /** Puts weights in force and links all Patients anew by them. Writers wait until it is done. */
    public void useWeights(TrainedWeights weights) {
        writer.write(transaction -> {
            Locks.takeAll(transaction);
            linkage.use(transaction, weights, clock.instant());
            return transaction;
        });
    }

    /** Links all Patients anew if they were linked by an older hub. Writers, and other nodes that start, wait. */
    void linkIfOlder() {
        writer.write(transaction -> {
            if (linkage.isOlder(transaction)) {
                Locks.takeAll(transaction);
                LOG.info("Linking all patients anew by the rules of this version; the doors open afterwards");
                linkage.rebuild(transaction, clock.instant());
                LOG.info("All patients are linked");
            }
            return transaction;
        });
    }

    /** Runs a change of configuration (feeds, agreements), which goes the same way as records. */
    public <T> T change(Function<WriteTransaction, T> work) {
        return writer.write(work);
    }

    /** Adds a feed; see {@link Feeds#add}. */
    public Feed addFeed(NewFeed feed) {
        return writer.write(transaction -> feeds.add(transaction, feed));
    }

    /** Commits what a message says, or keeps it as rejected when nothing of it can be accepted. */
    IntakeOutcome commit(MappedMessage message) {
        try {
            return writer.write(transaction -> messages.commit(transaction, message));
        } catch (MessageCommit.NotValid e) {
            return reject(message, e.issues());
        }
    }

    /** Keeps a message as rejected, for reasons beside those of its mapping. */
    IntakeOutcome reject(MappedMessage message, List<MappingIssue> reasons) {
        return writer.write(transaction -> messages.reject(transaction, message, reasons));
    }

    /**
     * Has a message that was committed before say what it says now, as its mapper reads it today. What the mapper now
     * refuses leaves the records as they are.
     */
    Replayed replay(MappedMessage message) {
        try {
            return writer.write(transaction -> messages.replay(transaction, message));
        } catch (MessageCommit.NotValid e) {
            return writer.write(transaction -> messages.refuseReplay(transaction, message, e.issues()));
        }
    }

    @Override
    public List<WriteOutcome> write(Caller caller, List<ResourceWrite> writes,
            BiConsumer<ResourceKey, ProfileProblem> doubts) {
        Feed feed = restFeed(caller);
        return writer.write(transaction -> {
            Locks.takeNames(transaction, writes.stream().map(write -> write.key().reference()).toList());
            return apply(transaction, caller, feed, writes, doubts);
        });
    }

    /**
     * Changes what the hub itself has to say in a publisher's resource, such as the status of a Subscription, in the
     * publisher's stead: as its REST feed, so that the resource has one owner and an honest history.
     *
     * @param publisher
     *            who wrote the resource
     * @throws VersionConflict
     *             when the publisher has changed it meanwhile
     */
    public List<WriteOutcome> maintain(Caller publisher, ResourceWrite write) {
        Feed feed = restFeed(publisher);
        return writer.write(transaction -> {
            Locks.takeNames(transaction, List.of(write.key().reference()));
            Change change = changes.begin(transaction, feed);
            List<WriteOutcome> outcomes = change.apply(List.of(write));
            change.finish();
            return outcomes;
        });
    }

    @Override
    public List<WriteOutcome> write(Caller caller, DependentWrites writes) {
        Feed feed = restFeed(caller);
        List<AuditEntry> shown = new ArrayList<>();
        try {
            return writer.write(transaction -> {
                Sight sight = new WritersSight(transaction, caller, feed, shown::add);
                Locks.takeConditions(transaction, writes.conditions());
                Locks.takeNames(transaction, writes.findTargets(sight).stream().map(ResourceKey::reference).toList());
                return apply(transaction, caller, feed, writes.decide(sight), writes::doubt);
            });
        } catch (DataAccessException failure) {
            throw failure;
        } catch (RuntimeException refusal) {
            trail.writeRefused(caller, shown);
            throw refusal;
        }
    }

    private List<WriteOutcome> apply(WriteTransaction transaction, Caller caller, Feed feed,
            List<ResourceWrite> writes, BiConsumer<ResourceKey, ProfileProblem> doubts) {
        List<ResourceWrite> admitted = companions.admit(caller, writes);
        // A kept feed may be older than what an operator has said of it since.
        profiles.admit(feeds.current(transaction, feed), admitted, doubts);
        Change change = changes.begin(transaction, feed);
        List<WriteOutcome> outcomes = change.apply(admitted);
        change.finish();
        companions.written(transaction, caller, admitted, outcomes);
        if (caller.asked().isPresent()) {
            trail.write(transaction, change.audit(caller, admitted));
        }
        return outcomes;
    }

    /** The feed of what an organisation writes over FHIR, made by its first write. */
    private Feed restFeed(Caller caller) {
        String organisation = caller.publishesAs().orElseThrow(WriteRefused::withoutOrganisation);
        return restFeeds.computeIfAbsent(organisation, publisher -> addFeed(Feeds.overRest(publisher)));
    }

    /**
     * Commits a batch of R4 resources of a file, all of one feed, with one Provenance.
     *
     * @param locked
     *            is run when the resources are locked by their names
     * @param stored
     *            is run when they are stored, and before anything follows from that
     * @return one outcome per resource, in order
     */
    List<WriteOutcome> load(Feed feed, LoadedFile file, List<ResourceBody> batch, Runnable locked, Runnable stored) {
        List<ResourceWrite> writes = batch.stream().<ResourceWrite>map(body -> put(Change.keyOf(body), body)).toList();
        return writer.write(transaction -> {
            Locks.takeEachName(transaction, writes.stream().map(write -> write.key().reference()).toList());
            locked.run();
            Change change = changes.begin(transaction, feed);
            List<WriteOutcome> outcomes = change.apply(
                    writes.stream().map(write -> change.of(OptionalLong.empty(), write)).toList(),
                    touched -> Provenances.ofBatch(feed, file, touched, clock.instant()));
            change.keepPatients();
            stored.run();
            change.finish();
            return outcomes;
        });
    }

    private static ResourceWrite put(ResourceKey key, ResourceBody body) {
        return new ResourceWrite.Put(key, body, OptionalInt.empty());
    }

    /** What a caller sees from within its own write. */
    private final class WritersSight implements Sight {

        private final WriteTransaction transaction;
        private final Caller caller;
        private final Feed feed;
        private final Consumer<AuditEntry> shown;

        private WritersSight(WriteTransaction transaction, Caller caller, Feed feed, Consumer<AuditEntry> shown) {
            this.transaction = transaction;
            this.caller = caller;
            this.feed = feed;
            this.shown = shown;
        }

        @Override
        public <T> T look(Function<ReadTransaction, T> question) {
            return reader.readWithin(transaction, caller, question, shown);
        }

        /** Resources alone are written and taken back: persons and care events are not searched. */
        @Override
        public <T> T lookAfter(List<ResourceWrite> writes, Function<ReadTransaction, T> question) {
            try {
                Savepoint before = transaction.connection().setSavepoint();
                resources.write(transaction, new RecordOwner(feed.id(), feed.scope(), OptionalLong.empty()), writes);
                T answer = look(question);
                transaction.connection().rollback(before);
                return answer;
            } catch (SQLException e) {
                throw new SQLErrorCodeSQLExceptionTranslator("PostgreSQL").translate("look", null, e);
            }
        }
    }
}
