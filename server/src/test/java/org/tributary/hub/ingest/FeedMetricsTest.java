package org.tributary.hub.ingest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.tributary.hub.ops.TestHub;
import org.tributary.mapping.CareSetting;

/** Freshness as metrics is freshness as {@code /api/feeds} tells it. */
class FeedMetricsTest {

    @Test
    void whoAsksForMetricsLearnsHowFreshEachFeedIs() {
        MeterRegistry registry = new SimpleMeterRegistry();
        try (TestHub hub = TestHub.start()) {
            Feed fresh = hub.addFeed("fresh", "RZ8", CareSetting.ACUTE, "hl7v2");
            hub.addFeed("silent", "RZ8", CareSetting.ACUTE, "hl7v2");
            hub.intake().receive(fresh, "http", Admissions.bytes(Admissions.admission("C1", 1)));
            hub.intake().receive(fresh, "http", Admissions.bytes("MSH|^~\\&|PAS"));
            StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of("registry", registry));
            FeedMetrics metrics = new FeedMetrics(beans.getBeanProvider(MeterRegistry.class),
                    hub.get(FeedFreshness.class), Clock.systemUTC());
            assertThat(registry.find("tributary.feed.rejected").gauges()).isEmpty();

            await().atMost(20, SECONDS)
                    .until(() -> registry.get("tributary.feeds").gauge().value() >= 2);

            assertThat(metrics).isNotNull();
            assertThat(value(registry, "tributary.feed.received.age", "feed", "fresh")).isBetween(0.0, 60.0);
            assertThat(value(registry, "tributary.feed.committed.age", "feed", "fresh")).isBetween(0.0, 60.0);
            assertThat(value(registry, "tributary.feed.rejected", "feed", "fresh")).isEqualTo(1);
            assertThat(value(registry, "tributary.feed.waiting", "feed", "fresh")).isZero();
            assertThat(value(registry, "tributary.feed.lag", "feed", "fresh", "quantile", "0.5"))
                    .isLessThanOrEqualTo(value(registry, "tributary.feed.lag", "feed", "fresh", "quantile", "0.95"));
            assertThat(registry.find("tributary.feed.received.age").tags("feed", "silent").gauges()).isEmpty();
            assertThat(value(registry, "tributary.feed.rejected", "feed", "silent")).isZero();
        }
    }

    private static double value(MeterRegistry registry, String name, String... tags) {
        Gauge gauge = registry.get(name).tags(tags).gauge();
        return gauge.value();
    }
}
