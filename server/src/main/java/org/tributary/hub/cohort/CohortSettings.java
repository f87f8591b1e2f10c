package org.tributary.hub.cohort;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Cohorts.
 *
 * @param timeout
 *            how long one statement for a count or a page of members may take; no question holds a connection for ever
 */
@ConfigurationProperties(prefix = "tributary.cohort", ignoreUnknownFields = false)
record CohortSettings(@DefaultValue("30s") Duration timeout) {

    CohortSettings {
        if (timeout.toMillis() < 1 || timeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("tributary.cohort.timeout must be from 1ms to 1h");
        }
    }
}
