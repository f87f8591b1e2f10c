package org.tributary.hub.ops;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a serving hub runs background jobs. Nodes compare heartbeats by their own clocks, which must agree to within a
 * few heartbeats.
 *
 * @param threads
 *            at most so many jobs of this node at a time
 * @param poll
 *            how often this node looks for jobs that are due
 * @param heartbeat
 *            how often it says that a job is still being done; after four that did not come, another node takes over
 * @param stop
 *            how long jobs may go on once the node is told to stop, before they are interrupted
 */
@ConfigurationProperties(prefix = "tributary.jobs", ignoreUnknownFields = false)
record JobSettings(@DefaultValue("6") int threads, @DefaultValue("1s") Duration poll,
        @DefaultValue("5s") Duration heartbeat, @DefaultValue("5s") Duration stop) {

    JobSettings {
        if (threads < 1 || threads > 100) {
            throw new IllegalArgumentException("tributary.jobs.threads must be between 1 and 100");
        }
        if (poll.toMillis() < 10 || heartbeat.toMillis() < 100 || stop.isNegative()) {
            throw new IllegalArgumentException(
                    "tributary.jobs.poll must be at least 10ms, heartbeat at least 100ms, and stop not below 0s");
        }
    }
}
