package org.tributary.hub.fhir;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** How many requests the door answers and how long they take: {@code tributary.fhir.requests}. */
@Component
final class DoorMetrics {

    private record Series(String method, String asks, int outcome) {
    }

    private final MeterRegistry registry;
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

    DoorMetrics(ObjectProvider<MeterRegistry> registries) {
        this.registry = registries.getIfAvailable(SimpleMeterRegistry::new);
    }

    /**
     * @param path
     *            the segments below the base: only what kind they are is told
     * @param nanos
     *            from the request to the last byte of the answer
     */
    void count(String method, List<String> path, int status, long nanos) {
        timers.computeIfAbsent(new Series(method, asks(path), status / 100), this::timer)
                .record(Duration.ofNanos(nanos));
    }

    private Timer timer(Series series) {
        return Timer.builder("tributary.fhir.requests")
                .tag("method", series.method.matches("GET|HEAD|POST|PUT|PATCH|DELETE") ? series.method : "other")
                .tag("asks", series.asks)
                .tag("outcome", series.outcome + "xx")
                .register(registry);
    }

    private static String asks(List<String> path) {
        String last = path.isEmpty() ? "" : path.getLast();
        if (last.startsWith("$")) {
            return "operation";
        }
        if (path.contains("_history")) {
            return "history";
        }
        return switch (path.size()) {
            case 0 -> "system";
            case 1 -> "type";
            case 2 -> last.equals("_search") ? "type" : "instance";
            default -> "compartment";
        };
    }
}
