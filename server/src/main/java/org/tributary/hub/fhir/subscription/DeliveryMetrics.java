package org.tributary.hub.fhir.subscription;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.tributary.hub.fhir.subscription.SubscriptionTable.Round;

/** How Subscriptions go on this node, in numbers. */
@Component
final class DeliveryMetrics {

    private final Counter told;
    private final Counter failed;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger failing = new AtomicInteger();

    DeliveryMetrics(ObjectProvider<MeterRegistry> registries) {
        MeterRegistry registry = registries.getIfAvailable(SimpleMeterRegistry::new);
        told = registry.counter("tributary.subscription.notifications", "outcome", "delivered");
        failed = registry.counter("tributary.subscription.notifications", "outcome", "failed");
        Gauge.builder("tributary.subscription.running", running, AtomicInteger::get).register(registry);
        Gauge.builder("tributary.subscription.failing", failing, AtomicInteger::get).register(registry);
    }

    void count(Round round) {
        told.increment(round.told());
        failed.increment(round.refused().size() + (double) round.failed().size());
    }

    void show(List<Standing> standings) {
        running.set(standings.size());
        failing.set((int) standings.stream().filter(standing -> standing.failures() > 0).count());
    }
}
