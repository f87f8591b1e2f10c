package org.tributary.hub.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.RoundTrip;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.ingest.Contributions.StoredAggregate;
import org.tributary.hub.store.OwnedWrite;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceWrite;
import org.tributary.hub.store.ResourceWriter;
import org.tributary.hub.store.StructureProblem;
import org.tributary.hub.store.WriteOutcome;
import org.tributary.mapping.AggregateKey;
import org.tributary.mapping.Contribution;
import org.tributary.mapping.FoldResult;
import org.tributary.mapping.MappedResource;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.MappingIssue.Severity;
import org.tributary.mapping.Snapshot;

/**
 * What the commit line does for a message within its transaction: contributions, folds, resources, persons, care
 * events, Provenance and the message itself.
 */
@Component
final class MessageCommit {

    private final Contributions contributions;
    private final Messages messages;
    private final ResourceWriter resources;
    private final ProfileGate profiles;
    private final Change.Line changes;
    private final Clock clock;

    MessageCommit(Contributions contributions, Messages messages, ResourceWriter resources, ProfileGate profiles,
            Change.Line changes, Clock clock) {
        this.contributions = contributions;
        this.messages = messages;
        this.resources = resources;
        this.profiles = profiles;
        this.changes = changes;
        this.clock = clock;
    }

    /** A fold gave something the store refuses: the whole document is rejected, since half of it would mislead. */
    static final class NotValid extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final transient List<MappingIssue> issues;

        private NotValid(List<MappingIssue> issues) {
            super("Not valid", null, false, false);
            this.issues = List.copyOf(issues);
        }

        List<MappingIssue> issues() {
            return issues;
        }
    }

    IntakeOutcome commit(WriteTransaction transaction, MappedMessage message) {
        List<Contribution> fresh = contributions.listNew(transaction, message.feed(),
                message.result().contributions());
        RoundTrip locking = transaction.roundTrip();
        Locks.takeNames(locking, names(message, fresh.stream().map(Contribution::aggregate).toList()));
        List<Messages.Earlier> earlier = Messages.askEarlier(locking, message);
        locking.run();
        Optional<IntakeOutcome> known = messages.findOutcome(transaction, message, earlier);
        if (known.isPresent()) {
            return known.get();
        }
        if (message.result().accepted() == 0) {
            return messages.reject(transaction, message, earlier, List.of());
        }
        UUID id = messages.newId(message, earlier);
        List<StoredAggregate> taught = contributions.add(transaction, message.feed(), id, fresh,
                message.result().snapshot());
        Change change = changes.begin(transaction, message.feed());
        RoundTrip last = transaction.roundTrip();
        List<MappingIssue> issues = refold(change, message, taught, last,
                touched -> Provenances.ofMessage(message, id, id, touched, clock.instant()));
        Instant linked = now();
        int unchanged = taught.isEmpty() ? message.result().accepted() : 0;
        return messages.commit(last, message, id, linked, unchanged, issues);
    }

    IntakeOutcome reject(WriteTransaction transaction, MappedMessage message, List<MappingIssue> reasons) {
        return messages.reject(transaction, message, reasons);
    }

    Replayed replay(WriteTransaction transaction, MappedMessage message) {
        UUID id = message.id().orElseThrow();
        Set<AggregateKey> concerned = new HashSet<>(contributions.listAggregates(transaction, id));
        message.result().contributions().forEach(contribution -> concerned.add(contribution.aggregate()));
        Locks.takeNames(transaction, names(message, concerned));
        if (message.result().accepted() == 0) {
            return refuseReplay(transaction, message, List.of());
        }
        List<StoredAggregate> taught = contributions.replace(transaction, message.feed(), id,
                message.result().contributions(), message.result().snapshot());
        Change change = changes.begin(transaction, message.feed());
        UUID account = Provenances.idOfReplay(id, messages.attempts(transaction, id) + 1);
        RoundTrip last = transaction.roundTrip();
        List<MappingIssue> issues = refold(change, message, taught, last,
                touched -> Provenances.ofMessage(message, id, account, touched, clock.instant()));
        Instant linked = now();
        int unchanged = change.touched().isEmpty() ? message.result().accepted() : 0;
        return new Replayed(messages.commit(last, message, id, linked, unchanged, issues), true,
                change.touched().size());
    }

    /** What was committed stays; the message tells what its mapper has against it now. */
    Replayed refuseReplay(WriteTransaction transaction, MappedMessage message, List<MappingIssue> reasons) {
        List<MappingIssue> issues = new ArrayList<>(message.result().issues());
        issues.addAll(reasons);
        return new Replayed(messages.noteRefusedReplay(transaction, message, issues), false, 0);
    }

    /** What an aggregate is now. */
    private record Folded(StoredAggregate aggregate, FoldResult result) {
    }

    /**
     * @param last
     *            takes the last of what is written
     */
    private List<MappingIssue> refold(Change change, MappedMessage message, List<StoredAggregate> taught,
            RoundTrip last, Function<List<ResourceKey>, Optional<ResourceBody>> provenance) {
        List<Folded> all = new ArrayList<>();
        contributions.load(change.transaction(), message.feed(), taught)
                .forEach((aggregate, learned) -> all.add(new Folded(aggregate, fold(message, aggregate, learned))));
        List<OwnedWrite> writes = writes(change, all);
        List<WriteOutcome> outcomes = change.apply(writes, provenance);
        List<MappingIssue> issues = new ArrayList<>(message.result().issues());
        all.forEach(folded -> issues.addAll(folded.result().issues()));
        issues.addAll(profiles.listIssues(message.feed(),
                ProfileGate.written(outcomes, writes.stream().map(OwnedWrite::write).toList())));
        if (issues.stream().skip(message.result().issues().size()).anyMatch(MappingIssue::rejects)) {
            throw new NotValid(issues.subList(message.result().issues().size(), issues.size()));
        }
        change.finish(last);
        return issues;
    }

    /** An aggregate that nothing is said of any more loses its resources. */
    private static FoldResult fold(MappedMessage message, StoredAggregate aggregate, List<Contribution> learned) {
        return learned.isEmpty()
                ? new FoldResult(List.of(), List.of())
                : message.mapper().fold(aggregate.key(), learned, message.feed().source());
    }

    /** What an aggregate had and has no more is deleted, unless another has it now. */
    private List<OwnedWrite> writes(Change change, List<Folded> all) {
        List<OwnedWrite> writes = new ArrayList<>();
        Set<ResourceKey> kept = new HashSet<>();
        for (Folded folded : all) {
            OptionalLong aggregate = OptionalLong.of(folded.aggregate().id());
            for (MappedResource resource : folded.result().resources()) {
                ResourceKey key = new ResourceKey(resource.type(), resource.id());
                writes.add(change.of(aggregate, new ResourceWrite.Put(key, valid(resource), OptionalInt.empty())));
                kept.add(key);
            }
        }
        resources.listOwned(change.transaction(), all.stream().map(folded -> folded.aggregate().id()).toList())
                .forEach((aggregate, owned) -> owned.stream()
                        .filter(key -> !kept.contains(key))
                        .forEach(key -> writes.add(change.of(OptionalLong.of(aggregate),
                                new ResourceWrite.Delete(key, OptionalInt.empty())))));
        return writes;
    }

    /** PostgreSQL keeps microseconds: what is told must be what is read again. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static List<String> names(MappedMessage message, Collection<AggregateKey> aggregates) {
        List<String> names = new ArrayList<>();
        String feed = message.feed().code() + '\n';
        message.identity().ifPresent(identity -> names.add(feed + identity));
        message.key().ifPresent(key -> names.add(feed + "key\n" + key));
        aggregates.forEach(aggregate -> names.add(feed + aggregate.kind() + '\n' + aggregate.value()));
        // A complete return speaks of aggregates that it does not name, so returns of a feed go one after the other.
        message.result().snapshot().map(Snapshot::aggregateKind).ifPresent(kind -> names.add(feed + kind));
        return names;
    }

    private static ResourceBody valid(MappedResource resource) {
        return switch (ResourceBody.parse(resource.json().getBytes(StandardCharsets.UTF_8))) {
            case ResourceBody.Valid parsed -> parsed.body();
            case ResourceBody.Invalid invalid -> throw new NotValid(
                    invalid.problems().stream().map(MessageCommit::notValid).toList());
        };
    }

    private static MappingIssue notValid(StructureProblem problem) {
        return new MappingIssue("mapped-resource-not-valid", Severity.ERROR, Kind.STRUCTURE, 1, problem.path(),
                "What this maps to is not valid FHIR R4: " + problem.message() + " Nothing of the document was kept.",
                "Correct the value at the source that this element comes from and send the document again.");
    }
}
