package org.tributary.hub.ingest;

import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.AuditEntry;
import org.tributary.hub.access.AuditEntry.Action;
import org.tributary.hub.access.AuditEntry.Outcome;
import org.tributary.hub.access.AuditTrail;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.access.WriterDatabase;
import org.tributary.hub.conformance.ProfileProblem;
import org.tributary.hub.identity.Linkage;
import org.tributary.hub.identity.SourcePatient;
import org.tributary.hub.ingest.Contributions.StoredAggregate;
import org.tributary.hub.ingest.DependentWrites.Sight;
import org.tributary.hub.ingest.Feeds.NewFeed;
import org.tributary.hub.pathway.CareEvents;
import org.tributary.hub.store.RecordOwner;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceWrite;
import org.tributary.hub.store.ResourceWriter;
import org.tributary.hub.store.StructureProblem;
import org.tributary.hub.store.VersionConflict;
import org.tributary.hub.store.WriteOutcome;
import org.tributary.mapping.Contribution;
import org.tributary.mapping.FoldResult;
import org.tributary.mapping.MappedResource;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.MappingIssue.Severity;
import org.tributary.mapping.Snapshot;

/**
 * The one way in. Every change of record data, whichever door it came by, is one transaction of this class: it locks,
 * stores resources, places Patients in persons, derives care events, and writes Provenance and the message itself, all
 * or nothing. Only when it returns may a sender be told yes.
 */
@Component
public final class CommitLine implements FhirWrites {

    private final WriterDatabase writer;
    private final ReaderDatabase reader;
    private final Feeds feeds;
    private final Contributions contributions;
    private final Messages messages;
    private final ResourceWriter resources;
    private final Linkage linkage;
    private final CareEvents careEvents;
    private final AuditTrail trail;
    private final Clock clock;
    private final ProfileGate profiles;
    private final WriteCompanions companions;
    private final Map<String, Feed> restFeeds = new ConcurrentHashMap<>();

    CommitLine(WriterDatabase writer, ReaderDatabase reader, Feeds feeds, Contributions contributions,
            Messages messages, ResourceWriter resources, Linkage linkage, CareEvents careEvents, AuditTrail trail,
            ProfileGate profiles, Clock clock, ObjectProvider<WriteCompanion> companions) {
        this.writer = writer;
        this.reader = reader;
        this.feeds = feeds;
        this.contributions = contributions;
        this.messages = messages;
        this.resources = resources;
        this.linkage = linkage;
        this.careEvents = careEvents;
        this.trail = trail;
        this.profiles = profiles;
        this.clock = clock;
        this.companions = new WriteCompanions(companions.orderedStream().toList());
    }

    /** Derives all care events anew. Writers wait until it is done. */
    public void rebuild() {
        writer.write(transaction -> {
            Locks.takeAll(transaction);
            careEvents.rebuild(transaction);
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
            return writer.write(transaction -> commit(transaction, message));
        } catch (NotValid e) {
            return writer.write(transaction -> messages.reject(transaction, message, e.issues));
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
            Change change = new Change(transaction, feed);
            List<WriteOutcome> outcomes = change.apply(OptionalLong.empty(), List.of(write));
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
        Change change = new Change(transaction, feed);
        List<WriteOutcome> outcomes = change.apply(OptionalLong.empty(), admitted);
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
     * @return one outcome per resource, in order
     */
    List<WriteOutcome> load(Feed feed, LoadedFile file, List<ResourceBody> batch) {
        List<ResourceWrite> writes = batch.stream().<ResourceWrite>map(body -> put(key(body), body)).toList();
        return writer.write(transaction -> {
            Locks.takeNames(transaction, writes.stream().map(write -> write.key().reference()).toList());
            Change change = new Change(transaction, feed);
            List<WriteOutcome> outcomes = change.apply(OptionalLong.empty(), writes);
            change.finish();
            change.addProvenance(Provenances.ofBatch(feed, file, change.touched, clock.instant()));
            return outcomes;
        });
    }

    private IntakeOutcome commit(WriteTransaction transaction, MappedMessage message) {
        List<Contribution> fresh = contributions.listNew(transaction, message.feed(),
                message.result().contributions());
        Locks.takeNames(transaction, names(message, fresh));
        Optional<IntakeOutcome> known = messages.findOutcome(transaction, message);
        if (known.isPresent()) {
            return known.get();
        }
        if (message.result().accepted() == 0) {
            return messages.reject(transaction, message, List.of());
        }
        UUID id = messages.newId(transaction, message);
        List<StoredAggregate> taught = contributions.add(transaction, message.feed(), id, fresh,
                message.result().snapshot());
        Change change = new Change(transaction, message.feed());
        List<MappingIssue> issues = new ArrayList<>(message.result().issues());
        contributions.load(transaction, message.feed(), taught)
                .forEach((aggregate, learned) -> issues.addAll(refold(change, message, aggregate, learned)));
        change.finish();
        change.addProvenance(Provenances.ofMessage(message, id, change.touched, clock.instant()));
        int unchanged = taught.isEmpty() ? message.result().accepted() : 0;
        return messages.commit(transaction, message, id, unchanged, issues);
    }

    private List<MappingIssue> refold(Change change, MappedMessage message, StoredAggregate aggregate,
            List<Contribution> learned) {
        FoldResult folded = message.mapper().fold(aggregate.key(), learned, message.feed().source());
        Set<ResourceKey> stale = new HashSet<>(resources.listOwned(change.transaction, aggregate.id()));
        List<ResourceWrite> writes = new ArrayList<>();
        for (MappedResource resource : folded.resources()) {
            ResourceKey key = new ResourceKey(resource.type(), resource.id());
            writes.add(put(key, valid(resource)));
            stale.remove(key);
        }
        stale.forEach(key -> writes.add(new ResourceWrite.Delete(key, OptionalInt.empty())));
        List<WriteOutcome> outcomes = change.apply(OptionalLong.of(aggregate.id()), writes);
        List<MappingIssue> issues = new ArrayList<>(folded.issues());
        issues.addAll(profiles.listIssues(message.feed(), ProfileGate.written(outcomes, writes)));
        if (issues.stream().anyMatch(MappingIssue::rejects)) {
            throw new NotValid(issues);
        }
        return issues;
    }

    private static List<String> names(MappedMessage message, List<Contribution> fresh) {
        List<String> names = new ArrayList<>();
        String feed = message.feed().code() + '\n';
        message.identity().ifPresent(identity -> names.add(feed + identity));
        for (Contribution contribution : fresh) {
            names.add(feed + contribution.aggregate().kind() + '\n' + contribution.aggregate().value());
        }
        // A complete return speaks of aggregates that it does not name, so returns of a feed go one after the other.
        message.result().snapshot().map(Snapshot::aggregateKind).ifPresent(kind -> names.add(feed + kind));
        return names;
    }

    private static ResourceBody valid(MappedResource resource) {
        return switch (ResourceBody.parse(resource.json().getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
            case ResourceBody.Valid parsed -> parsed.body();
            case ResourceBody.Invalid invalid -> throw new NotValid(
                    invalid.problems().stream().map(CommitLine::notValid).toList());
        };
    }

    private static MappingIssue notValid(StructureProblem problem) {
        return new MappingIssue("mapped-resource-not-valid", Severity.ERROR, Kind.STRUCTURE, 1, problem.path(),
                "What this maps to is not valid FHIR R4: " + problem.message() + " Nothing of the document was kept.",
                "Correct the value at the source that this element comes from and send the document again.");
    }

    private static ResourceWrite put(ResourceKey key, ResourceBody body) {
        return new ResourceWrite.Put(key, body, OptionalInt.empty());
    }

    private static ResourceKey key(ResourceBody body) {
        return new ResourceKey(body.type(), body.id().orElseThrow());
    }

    /** A fold gave something the store refuses: the whole document is rejected, since half of it would mislead. */
    private static final class NotValid extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final transient List<MappingIssue> issues;

        private NotValid(List<MappingIssue> issues) {
            this.issues = issues;
        }
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

    /** The changes of one transaction of one feed: store, then persons, then care events. */
    private final class Change {

        private final WriteTransaction transaction;
        private final Feed feed;
        private final Map<ResourceKey, ResourceBody> changed = new LinkedHashMap<>();
        private final Set<ResourceKey> deleted = new HashSet<>();
        private final List<ResourceKey> touched = new ArrayList<>();
        private boolean created;

        private Change(WriteTransaction transaction, Feed feed) {
            this.transaction = transaction;
            this.feed = feed;
        }

        private List<WriteOutcome> apply(OptionalLong aggregate, List<ResourceWrite> writes) {
            if (writes.isEmpty()) {
                return List.of();
            }
            Map<ResourceKey, ResourceBody> bodies = new HashMap<>();
            for (ResourceWrite write : writes) {
                if (write instanceof ResourceWrite.Put put) {
                    bodies.put(put.key(), put.body());
                }
            }
            List<WriteOutcome> outcomes = resources.write(transaction, owner(aggregate), writes);
            for (WriteOutcome outcome : outcomes) {
                note(outcome, bodies);
            }
            return outcomes;
        }

        private void note(WriteOutcome outcome, Map<ResourceKey, ResourceBody> bodies) {
            ResourceKey key = outcome.key();
            switch (outcome.change()) {
                case CREATED, UPDATED -> {
                    created |= outcome.change() == WriteOutcome.Change.CREATED;
                    ResourceBody body = bodies.get(key);
                    if (body != null) {
                        changed.put(key, body);
                    }
                    deleted.remove(key);
                    touched.add(key);
                }
                case DELETED -> {
                    changed.remove(key);
                    deleted.add(key);
                    touched.add(key);
                }
                case UNCHANGED, ABSENT -> {
                    // Nothing follows from a write that changed nothing.
                }
            }
        }

        private void finish() {
            Instant now = clock.instant();
            RecordOwner owner = owner(OptionalLong.empty());
            List<SourcePatient> patients = changed.values()
                    .stream()
                    .filter(body -> body.type().equals("Patient"))
                    .map(body -> new SourcePatient(key(body).id(), body.tree(), owner))
                    .toList();
            Collection<String> removed = deleted.stream()
                    .filter(key -> key.type().equals("Patient"))
                    .map(ResourceKey::id)
                    .toList();
            if (!patients.isEmpty() || !removed.isEmpty()) {
                Locks.takeNumbers(transaction, linkage.numbersTouched(transaction, patients, removed));
                linkage.remove(transaction, removed, now);
                linkage.place(transaction, patients, now);
            }
            if (!changed.isEmpty() || !deleted.isEmpty()) {
                careEvents.replace(transaction, owner, feed.publication(), List.copyOf(changed.values()),
                        List.copyOf(deleted));
            }
        }

        /** What the audit trail is to tell of it. */
        private AuditEntry audit(Caller caller, List<ResourceWrite> writes) {
            Set<String> patients = changed.values()
                    .stream()
                    .flatMap(body -> body.findPatient().stream())
                    .collect(Collectors.toSet());
            deleted.stream().filter(key -> key.type().equals("Patient")).map(ResourceKey::id).forEach(patients::add);
            Action action = writes.size() != 1
                    ? Action.EXECUTE
                    : !deleted.isEmpty() ? Action.DELETE : created ? Action.CREATE : Action.UPDATE;
            return new AuditEntry(caller, action, Outcome.SUCCESS, touched.size(), patients);
        }

        private void addProvenance(Optional<ResourceBody> provenance) {
            provenance.ifPresent(body -> resources.write(transaction, owner(OptionalLong.empty()),
                    List.of(put(key(body), body))));
        }

        private RecordOwner owner(OptionalLong aggregate) {
            return new RecordOwner(feed.id(), feed.scope(), aggregate);
        }
    }
}
