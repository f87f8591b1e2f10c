package org.tributary.hub.fhir.subscription;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.fhir.subscription.SubscriptionRequest.Payload;
import org.tributary.hub.fhir.subscription.SubscriptionTable.Round;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.StoredResource;

/**
 * Tells a subscriber what is due, a few resources at a time: each resource's versions in order, whatever becomes of
 * other resources. What its owner may no longer see, or was deleted, is not told.
 */
@Component
final class Delivery {

    private static final int TOGETHER = 8;

    private final ReaderDatabase database;
    private final ResourceReader reader;
    private final CommitLine commitLine;
    private final SubscriptionTable table;
    private final SubscriptionSettings settings;
    private final Receiver receiver;
    private final StatusKeeper status;
    private final DeliveryMetrics metrics;
    private final Clock clock;

    Delivery(ReaderDatabase database, ResourceReader reader, CommitLine commitLine, SubscriptionTable table,
            SubscriptionSettings settings, Receiver receiver, StatusKeeper status, DeliveryMetrics metrics,
            Clock clock) {
        this.database = database;
        this.reader = reader;
        this.commitLine = commitLine;
        this.table = table;
        this.settings = settings;
        this.receiver = receiver;
        this.status = status;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Sends until nothing is due, the endpoint fails, or the thread is interrupted. */
    void deliver(String id, SubscriptionRequest request) throws InterruptedException {
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            while (!Thread.currentThread().isInterrupted()) {
                Optional<Standing> standing = database.read(Caller.hub(),
                        transaction -> table.findRunning(transaction, id));
                if (standing.isEmpty() || !standing.get().due() || !deliverSome(standing.get(), request, senders)) {
                    return;
                }
            }
        }
    }

    /** Whether to go on. */
    private boolean deliverSome(Standing standing, SubscriptionRequest request, ExecutorService senders)
            throws InterruptedException {
        // While the endpoint is out of order one call finds out as well as many.
        int count = standing.failures() > 0 ? 1 : TOGETHER;
        List<Notification> due = database.read(Caller.hub(),
                transaction -> table.listDue(transaction, standing.id(), count));
        if (due.isEmpty()) {
            return false;
        }
        List<Callable<Optional<Receiver.Answer>>> calls = new ArrayList<>();
        due.forEach(notification -> calls.add(() -> send(standing, request, notification)));
        Round round = round(due, senders.invokeAll(calls));
        commitLine.change(transaction -> {
            table.record(transaction, standing, round, settings);
            return round;
        });
        metrics.count(round);
        status.keep(standing.id(), standing.owner(), gaveUp(standing, round));
        return round.failed().isEmpty();
    }

    private boolean gaveUp(Standing standing, Round round) {
        return !round.failed().isEmpty() && standing.failingSince()
                .filter(since -> since.plus(settings.retryFor()).isBefore(clock.instant()))
                .isPresent();
    }

    private static Round round(List<Notification> due, List<Future<Optional<Receiver.Answer>>> answers)
            throws InterruptedException {
        List<Notification> done = new ArrayList<>();
        List<Notification> refused = new ArrayList<>();
        List<Notification> failed = new ArrayList<>();
        Optional<String> problem = Optional.empty();
        int told = 0;
        for (int i = 0; i < due.size(); i++) {
            Optional<Receiver.Answer> answer = get(answers.get(i));
            switch (answer.orElse(null)) {
                case null -> done.add(due.get(i));
                case Receiver.Accepted accepted -> {
                    done.add(due.get(i));
                    told++;
                }
                case Receiver.Refused(String reason) -> {
                    refused.add(due.get(i));
                    problem = Optional.of(reason);
                }
                case Receiver.Failed(String reason) -> {
                    failed.add(due.get(i));
                    problem = Optional.of(reason);
                }
            }
        }
        return new Round(done, told, refused, failed, problem);
    }

    private static Optional<Receiver.Answer> get(Future<Optional<Receiver.Answer>> future)
            throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A notification could not be made", e.getCause());
        }
    }

    /** Empty when there is nothing to tell any more. */
    private Optional<Receiver.Answer> send(Standing standing, SubscriptionRequest request,
            Notification notification) {
        boolean there = database.read(standing.owner(), transaction -> reader.find(transaction, notification.key()))
                .filter(resource -> !resource.deleted())
                .isPresent();
        if (!there) {
            return Optional.empty();
        }
        // The audit trail has this before it leaves.
        Caller told = standing.owner().asking("Notification of Subscription/" + standing.id());
        Optional<StoredResource> seen = database.read(told,
                transaction -> reader.findVersion(transaction, notification.key(), notification.version()));
        return seen.filter(resource -> !resource.deleted())
                .map(resource -> receiver.send(request,
                        request.payload().map(payload -> content(notification, resource, payload))));
    }

    private static Receiver.Content content(Notification notification, StoredResource resource, Payload payload) {
        byte[] body = switch (payload) {
            case JSON -> resource.json();
            case XML -> xml(resource.json());
        };
        return new Receiver.Content(notification.key(), body, payload.mediaType());
    }

    private static byte[] xml(byte[] json) {
        FhirContext r4 = FhirContext.forR4Cached();
        return r4.newXmlParser()
                .encodeResourceToString(r4.newJsonParser().parseResource(new String(json, StandardCharsets.UTF_8)))
                .getBytes(StandardCharsets.UTF_8);
    }
}
