package org.tributary.hub.fhir.subscription;

import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.ResourceWrite;
import org.tributary.hub.store.StoredResource;
import org.tributary.hub.store.VersionConflict;

/**
 * Says in the Subscription itself how it goes: error while notifications keep failing, active when they work again, off
 * when the hub has given up or its end has come. Each change is a version of the resource like any other, written in
 * its publisher's stead.
 */
@Component
final class StatusKeeper {

    private final ReaderDatabase database;
    private final ResourceReader reader;
    private final CommitLine commitLine;
    private final SubscriptionTable table;

    StatusKeeper(ReaderDatabase database, ResourceReader reader, CommitLine commitLine, SubscriptionTable table) {
        this.database = database;
        this.reader = reader;
        this.commitLine = commitLine;
        this.table = table;
    }

    /** Says what is so now. */
    void keep(String id, Caller owner, boolean givenUp) {
        Optional<String> problem = database.read(Caller.hub(),
                transaction -> table.findLastingProblem(transaction, id));
        if (givenUp) {
            turnOff(id, owner, problem.orElse("The endpoint failed") + "; the hub has stopped trying. "
                    + "Write the Subscription again to go on with what is still to be told");
        } else {
            say(id, owner, problem.isPresent() ? SubscriptionStatus.ERROR : SubscriptionStatus.ACTIVE, problem);
        }
    }

    /** Stops a Subscription and says why. */
    void turnOff(String id, Caller owner, String reason) {
        commitLine.change(transaction -> {
            table.giveUp(transaction, id);
            return id;
        });
        say(id, owner, SubscriptionStatus.OFF, Optional.of(reason));
    }

    private void say(String id, Caller owner, SubscriptionStatus status, Optional<String> error) {
        ResourceKey key = new ResourceKey("Subscription", id);
        Optional<StoredResource> stored = database.read(Caller.hub(), transaction -> reader.find(transaction, key))
                .filter(resource -> !resource.deleted());
        if (stored.isEmpty()) {
            return;
        }
        ResourceBody body = parse(stored.get());
        if (SubscriptionRegistry.statusOf(body).equals(status.code())) {
            return;
        }
        try {
            commitLine.maintain(owner,
                    new ResourceWrite.Put(key, SubscriptionRegistry.withStatus(body, status, error),
                            OptionalInt.of(stored.get().version())));
        } catch (VersionConflict e) {
            // Its publisher wrote it meanwhile, which says its status anew.
        }
    }

    static ResourceBody parse(StoredResource stored) {
        return switch (ResourceBody.parse(stored.json())) {
            case ResourceBody.Valid valid -> valid.body();
            case ResourceBody.Invalid invalid -> throw new IllegalStateException(
                    "A stored Subscription is no longer valid at " + invalid.problems().getFirst().path());
        };
    }
}
