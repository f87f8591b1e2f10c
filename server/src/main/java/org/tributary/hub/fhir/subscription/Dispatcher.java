package org.tributary.hub.fhir.subscription;

import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.store.ChangeFeed;
import org.tributary.hub.store.ChangeFeed.Position;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.StoredResource;

/**
 * The background job that carries out all Subscriptions, on one node at a time. It looks for changes ten times a second
 * as long as there is anybody to tell, and calls each endpoint in a thread of its own, so that a slow one keeps nobody
 * waiting. Everything it knows is in the database: whichever node takes over goes on where it stopped.
 */
@Component
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final long NAP_MILLIS = 100;

    /** What a version of a Subscription asks for. */
    private record Known(int version, Optional<SubscriptionRequest> request) {
    }

    private final ReaderDatabase database;
    private final ResourceReader reader;
    private final ChangeFeed feed;
    private final SubscriptionTable table;
    private final SubscriptionRegistry registry;
    private final Matching matching;
    private final Delivery delivery;
    private final StatusKeeper status;
    private final DeliveryMetrics metrics;
    private final Clock clock;

    Dispatcher(ReaderDatabase database, ResourceReader reader, ChangeFeed feed, SubscriptionTable table,
            SubscriptionRegistry registry, Matching matching, Delivery delivery, StatusKeeper status,
            DeliveryMetrics metrics, Clock clock) {
        this.database = database;
        this.reader = reader;
        this.feed = feed;
        this.table = table;
        this.registry = registry;
        this.matching = matching;
        this.delivery = delivery;
        this.status = status;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Goes on until there is nobody to tell, the node stops, or its heartbeat no longer reaches the database. */
    void run(ExecutionContext context) {
        run(() -> !context.getSchedulerState().isShuttingDown()
                && !context.getCurrentlyExecuting().getHeartbeatState().hasStaleHeartbeat());
    }

    void run(BooleanSupplier mayGoOn) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Watch watch = new Watch(threads);
            try {
                while (mayGoOn.getAsBoolean() && watch.look()) {
                    Thread.sleep(NAP_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                // What was not answered yet will be sent again.
                threads.shutdownNow();
            }
        } finally {
            metrics.show(List.of());
        }
    }

    /** One stay at the watch: what was read of Subscriptions, and which are being told. */
    private final class Watch {

        private final ExecutorService threads;
        private final Map<String, Known> known = new HashMap<>();
        private final Set<String> busy = ConcurrentHashMap.newKeySet();

        private Watch(ExecutorService threads) {
            this.threads = threads;
        }

        /** Whether there is anybody to tell. */
        boolean look() {
            List<Standing> standings = database.read(Caller.hub(), table::listRunning);
            metrics.show(standings);
            known.keySet().retainAll(new HashSet<>(standings.stream().map(Standing::id).toList()));
            Optional<Position> head = database.read(Caller.hub(), feed::findHead);
            for (Standing standing : standings) {
                Optional<SubscriptionRequest> request = request(standing);
                if (request.isPresent()) {
                    carryOut(standing, request.get(), head);
                }
            }
            return !standings.isEmpty();
        }

        private void carryOut(Standing standing, SubscriptionRequest request, Optional<Position> head) {
            if (head.isPresent() && standing.position().compareTo(head.get()) < 0) {
                matching.advance(standing, request);
            }
            if (standing.due() && busy.add(standing.id())) {
                threads.execute(() -> tell(standing, request));
            }
        }

        private void tell(Standing standing, SubscriptionRequest request) {
            try {
                delivery.deliver(standing.id(), request);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                // Its words may hold what records say. Nothing is lost: what was due is still due.
                LOG.warn("Subscription {} could not be carried out: {}", standing.id(), e.getClass().getName());
            } finally {
                busy.remove(standing.id());
            }
        }

        /** Empty when it cannot or must not be carried out any more, which is then said in the resource. */
        private Optional<SubscriptionRequest> request(Standing standing) {
            Known found = known.get(standing.id());
            if (found == null || found.version() != standing.version()) {
                found = new Known(standing.version(), read(standing));
                known.put(standing.id(), found);
            }
            Optional<SubscriptionRequest> request = found.request();
            boolean ended = request.flatMap(SubscriptionRequest::end)
                    .filter(end -> end.isBefore(clock.instant()))
                    .isPresent();
            if (ended) {
                status.turnOff(standing.id(), standing.owner(), "Its end has come");
                return Optional.empty();
            }
            return request;
        }

        private Optional<SubscriptionRequest> read(Standing standing) {
            Optional<StoredResource> stored = database.read(Caller.hub(),
                    transaction -> reader.find(transaction, new ResourceKey("Subscription", standing.id())));
            if (stored.isEmpty() || stored.get().deleted()) {
                return Optional.empty();
            }
            try {
                return Optional.of(registry.read(standing.owner(), StatusKeeper.parse(stored.get())));
            } catch (SubscriptionRefused e) {
                // Allowed once, and no longer: the operator's settings have changed.
                status.turnOff(standing.id(), standing.owner(), e.reason());
                return Optional.empty();
            }
        }
    }
}
