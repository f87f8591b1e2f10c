package org.tributary.hub.ingest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * How many documents this node has worked on and how long they took from arrival to commit or rejection:
 * {@code tributary.intake.messages} by feed, door and outcome; what of its room is taken.
 */
@Component
final class IntakeMetrics {

    private record Series(String feed, String door, String outcome) {
    }

    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

    IntakeMetrics(ObjectProvider<MeterRegistry> registries, IntakeRoom room, Clock clock) {
        this.registry = registries.getIfAvailable(SimpleMeterRegistry::new);
        this.clock = clock;
        Gauge.builder("tributary.intake.bytes", room, IntakeRoom::bytes).register(registry);
        Gauge.builder("tributary.intake.waiting", room, IntakeRoom::waiting).register(registry);
    }

    void count(MappedMessage message, IntakeOutcome outcome) {
        timers.computeIfAbsent(
                new Series(message.feed().code(), message.door(),
                        outcome.state().name().toLowerCase(java.util.Locale.ROOT)),
                this::timer)
                .record(Duration.between(message.document().received(), clock.instant()));
    }

    private Timer timer(Series series) {
        return Timer.builder("tributary.intake.messages")
                .tag("feed", series.feed)
                .tag("door", series.door)
                .tag("outcome", series.outcome)
                .register(registry);
    }
}
