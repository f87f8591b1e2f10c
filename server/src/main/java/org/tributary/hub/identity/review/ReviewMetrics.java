package org.tributary.hub.identity.review;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.identity.linking.Crowds;
import org.tributary.hub.identity.review.ReviewQueue.Backlog;

/**
 * How many cases wait for review ({@code tributary.review.waiting}) and for how long the first of them
 * ({@code tributary.review.oldest}), and how many crowds there are ({@code tributary.linkage.crowds}), of all
 * publishers; looked up at most every ten seconds.
 */
@Component
final class ReviewMetrics {

    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private record Looked(Instant at, Backlog backlog, long crowds) {
    }

    private final ReaderDatabase database;
    private final ReviewQueue queue;
    private final Crowds crowds;
    private final Clock clock;
    private final AtomicReference<@Nullable Looked> last = new AtomicReference<>();

    ReviewMetrics(ObjectProvider<MeterRegistry> registries, ReaderDatabase database, ReviewQueue queue,
            Crowds crowds, Clock clock) {
        this.database = database;
        this.queue = queue;
        this.crowds = crowds;
        this.clock = clock;
        registries.ifAvailable(registry -> {
            Gauge.builder("tributary.review.waiting", this, metrics -> metrics.looked().backlog().waiting())
                    .register(registry);
            Gauge.builder("tributary.linkage.crowds", this, metrics -> metrics.looked().crowds()).register(registry);
            TimeGauge.builder("tributary.review.oldest", this, TimeUnit.SECONDS, ReviewMetrics::oldestSeconds)
                    .register(registry);
        });
    }

    private double oldestSeconds() {
        return looked().backlog()
                .oldest()
                .map(since -> (double) Duration.between(since, clock.instant()).toSeconds())
                .orElse(0.0);
    }

    private Looked looked() {
        Instant now = clock.instant();
        Looked looked = last.get();
        if (looked == null || looked.at().plus(REMEMBERED).isBefore(now)) {
            looked = database.read(Caller.hub(),
                    transaction -> new Looked(now, queue.backlog(transaction), crowds.count(transaction)));
            last.set(looked);
        }
        return looked;
    }
}
