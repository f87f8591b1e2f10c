package org.tributary.hub.ingest;

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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.AuditEntry;
import org.tributary.hub.access.AuditEntry.Action;
import org.tributary.hub.access.AuditEntry.Outcome;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.RoundTrip;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.identity.linking.Linkage;
import org.tributary.hub.identity.linking.SourcePatient;
import org.tributary.hub.pathway.CareEvents;
import org.tributary.hub.store.OwnedWrite;
import org.tributary.hub.store.RecordOwner;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceWrite;
import org.tributary.hub.store.ResourceWriter;
import org.tributary.hub.store.WriteOutcome;

/** The changes of one transaction of one feed: store, then persons, then care events. */
final class Change {

    /** What changes go through. */
    @Component
    static final class Line {

        private final ResourceWriter resources;
        private final Linkage linkage;
        private final CareEvents careEvents;
        private final Clock clock;

        Line(ResourceWriter resources, Linkage linkage, CareEvents careEvents, Clock clock) {
            this.resources = resources;
            this.linkage = linkage;
            this.careEvents = careEvents;
            this.clock = clock;
        }

        Change begin(WriteTransaction transaction, Feed feed) {
            return new Change(this, transaction, feed);
        }
    }

    private final Line line;
    private final WriteTransaction transaction;
    private final Feed feed;
    private final Map<ResourceKey, ResourceBody> changed = new LinkedHashMap<>();
    private final Set<ResourceKey> deleted = new HashSet<>();
    private final Set<ResourceKey> fresh = new HashSet<>();
    private final List<ResourceKey> touched = new ArrayList<>();
    private boolean created;
    private Optional<Linkage.Arrivals> arrivals = Optional.empty();

    private Change(Line line, WriteTransaction transaction, Feed feed) {
        this.line = line;
        this.transaction = transaction;
        this.feed = feed;
    }

    List<WriteOutcome> apply(List<ResourceWrite> writes) {
        return apply(writes.stream().map(write -> of(OptionalLong.empty(), write)).toList(),
                touched -> Optional.empty());
    }

    /** A write of an aggregate of the feed. */
    OwnedWrite of(OptionalLong aggregate, ResourceWrite write) {
        return new OwnedWrite(owner(aggregate), write);
    }

    /**
     * Writes resources.
     *
     * @param provenance
     *            of what is created, changed and deleted, if it shall have one
     */
    List<WriteOutcome> apply(List<OwnedWrite> writes,
            Function<List<ResourceKey>, Optional<ResourceBody>> provenance) {
        Map<ResourceKey, ResourceBody> bodies = new HashMap<>();
        for (OwnedWrite owned : writes) {
            if (owned.write() instanceof ResourceWrite.Put put) {
                bodies.put(put.key(), put.body());
            }
        }
        return line.resources.write(transaction, writes, Optional.of(outcomes -> {
            outcomes.forEach(outcome -> note(outcome, bodies));
            return provenance.apply(touched())
                    .map(body -> of(OptionalLong.empty(),
                            new ResourceWrite.Put(keyOf(body), body, OptionalInt.empty())));
        }));
    }

    private void note(WriteOutcome outcome, Map<ResourceKey, ResourceBody> bodies) {
        ResourceKey key = outcome.key();
        switch (outcome.change()) {
            case CREATED, UPDATED -> {
                if (outcome.change() == WriteOutcome.Change.CREATED) {
                    created = true;
                    noteFresh(key);
                }
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

    /** What this change deleted before it made it anew has left events of what it was. */
    private void noteFresh(ResourceKey key) {
        if (!deleted.contains(key)) {
            fresh.add(key);
        }
    }

    /**
     * Keeps what linkage compares of Patients, for whom it asks nothing of others' and locks nothing; done by
     * {@link #finish} where nobody did it before. No more writes may follow.
     */
    void keepPatients() {
        if (arrivals.isPresent()) {
            return;
        }
        RecordOwner owner = owner(OptionalLong.empty());
        List<SourcePatient> patients = changed.values()
                .stream()
                .filter(body -> body.type().equals("Patient"))
                .map(body -> new SourcePatient(keyOf(body).id(), body.tree(), owner))
                .toList();
        Collection<String> removed = deleted.stream()
                .filter(key -> key.type().equals("Patient"))
                .map(ResourceKey::id)
                .toList();
        if (!patients.isEmpty() || !removed.isEmpty()) {
            arrivals = Optional.of(line.linkage.keep(transaction, patients, removed));
        }
    }

    /** Places Patients and makes care events; for writes that nothing else is sent with. */
    void finish() {
        RoundTrip last = transaction.roundTrip();
        finish(last);
        last.run();
    }

    /**
     * The same.
     *
     * @param last
     *            takes the last of it, and is to be sent before the transaction ends
     */
    void finish(RoundTrip last) {
        Instant now = line.clock.instant();
        RecordOwner owner = owner(OptionalLong.empty());
        keepPatients();
        arrivals.ifPresent(kept -> line.linkage.place(transaction, Locks.forLinkage(transaction), kept, now));
        arrivals = Optional.empty();
        if (!changed.isEmpty() || !deleted.isEmpty()) {
            line.careEvents.replace(transaction, last, owner, feed.publication(), List.copyOf(changed.values()),
                    List.copyOf(deleted), fresh);
            fresh.clear();
        }
    }

    /** What the audit trail is to tell of it. */
    AuditEntry audit(Caller caller, List<ResourceWrite> writes) {
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

    private RecordOwner owner(OptionalLong aggregate) {
        return new RecordOwner(feed.id(), feed.scope(), aggregate);
    }

    /** What was created, changed or deleted so far. */
    List<ResourceKey> touched() {
        return List.copyOf(touched);
    }

    WriteTransaction transaction() {
        return transaction;
    }

    static ResourceKey keyOf(ResourceBody body) {
        return new ResourceKey(body.type(), body.id().orElseThrow());
    }
}
