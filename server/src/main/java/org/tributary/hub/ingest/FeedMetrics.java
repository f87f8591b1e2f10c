package org.tributary.hub.ingest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.tributary.hub.access.Caller;
import org.tributary.hub.ingest.FeedFreshness.Freshness;

/**
 * How fresh each feed is, as metrics: what {@code /api/feeds} tells, read anew at most every 15 seconds, and only when
 * somebody asks for metrics. Asking never waits for the database: what is told is what was read for the time before.
 * While the database does not answer, nothing is told of feeds.
 */
@Component
final class FeedMetrics {

    /** More feeds than this would be more series than a monitoring system should be given. */
    private static final int MOST_FEEDS = 200;
    private static final Duration KEPT = Duration.ofSeconds(15);

    private final FeedFreshness freshness;
    private final Clock clock;
    private final MultiGauge received;
    private final MultiGauge committed;
    private final MultiGauge lag;
    private final MultiGauge rejected;
    private final MultiGauge waiting;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile Instant read = Instant.MIN;
    private volatile int feeds;

    FeedMetrics(ObjectProvider<MeterRegistry> registries, FeedFreshness freshness, Clock clock) {
        MeterRegistry registry = registries.getIfAvailable(SimpleMeterRegistry::new);
        this.freshness = freshness;
        this.clock = clock;
        this.received = MultiGauge.builder("tributary.feed.received.age")
                .description("Time since a feed's newest document came")
                .baseUnit("seconds")
                .register(registry);
        this.committed = MultiGauge.builder("tributary.feed.committed.age")
                .description("Time since a feed's newest accepted document was committed")
                .baseUnit("seconds")
                .register(registry);
        this.lag = MultiGauge.builder("tributary.feed.lag")
                .description("From arrival to commit, of the newest documents of the last 24 hours")
                .baseUnit("seconds")
                .register(registry);
        this.rejected = MultiGauge.builder("tributary.feed.rejected")
                .description("Documents rejected in the last 24 hours")
                .register(registry);
        this.waiting = MultiGauge.builder("tributary.feed.waiting")
                .description("Documents that are kept and not yet worked on")
                .register(registry);
        Gauge.builder("tributary.feeds", this, FeedMetrics::feeds)
                .description("Feeds; of at most 200 freshness is told")
                .register(registry);
    }

    /** How many there are. That somebody asks is what brings the others up to date. */
    private double feeds() {
        if (Duration.between(read, clock.instant()).compareTo(KEPT) > 0 && reading.compareAndSet(false, true)) {
            Thread.ofVirtual().name("feed-metrics").start(this::readAndRegister);
        }
        return feeds;
    }

    private void readAndRegister() {
        try {
            register(new TreeMap<>(freshness.list(Caller.hub())));
        } catch (DataAccessException | TransactionException e) {
            register(new TreeMap<>());
        } finally {
            read = clock.instant();
            reading.set(false);
        }
    }

    private void register(TreeMap<String, Freshness> all) {
        feeds = all.size();
        Map<String, Freshness> told = all.size() <= MOST_FEEDS
                ? all
                : all.headMap(all.keySet().stream().skip(MOST_FEEDS).findFirst().orElseThrow());
        received.register(rows(told, known -> known.lastReceived().map(this::age)), true);
        committed.register(rows(told, known -> known.lastCommitted().map(this::age)), true);
        List<MultiGauge.Row<?>> lags = new ArrayList<>(rows(told, known -> known.lagP50().map(FeedMetrics::seconds),
                "quantile", "0.5"));
        lags.addAll(rows(told, known -> known.lagP95().map(FeedMetrics::seconds), "quantile", "0.95"));
        lag.register(lags, true);
        rejected.register(rows(told, known -> Optional.of((double) known.rejected())), true);
        waiting.register(rows(told, known -> Optional.of((double) known.waiting())), true);
    }

    /** What a feed has no value of has no series. */
    private static List<MultiGauge.Row<?>> rows(Map<String, Freshness> feeds,
            Function<Freshness, Optional<Double>> value, String... tags) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        feeds.forEach((feed, known) -> value.apply(known)
                .ifPresent(number -> rows.add(MultiGauge.Row.of(Tags.of("feed", feed).and(tags), number))));
        return rows;
    }

    private double age(Instant time) {
        return seconds(Duration.between(time, clock.instant()));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
