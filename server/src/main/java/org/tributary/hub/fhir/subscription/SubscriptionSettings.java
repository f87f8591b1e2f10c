package org.tributary.hub.fhir.subscription;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom the hub may call for Subscriptions, and how long it tries.
 *
 * @param targets
 *            what endpoints may be: host names ({@code receiver.example}), all names below one ({@code *.nhs.example}),
 *            any public host ({@code *}), and ranges of addresses ({@code 10.20.0.0/16}), which also open a private
 *            network to the names that are listed; {@code localhost} opens this machine, there without TLS too; none by
 *            default
 * @param retryFor
 *            how long a notification is tried before the hub gives up
 * @param slowest
 *            the longest time between two attempts
 * @param timeout
 *            how long an endpoint may take to answer
 */
@ConfigurationProperties(prefix = "tributary.subscriptions", ignoreUnknownFields = false)
record SubscriptionSettings(@DefaultValue List<String> targets, @DefaultValue("7d") Duration retryFor,
        @DefaultValue("1h") Duration slowest, @DefaultValue("10s") Duration timeout) {

    private static final Duration FIRST = Duration.ofSeconds(1);

    SubscriptionSettings {
        targets = List.copyOf(targets);
        TargetRules.of(targets);
        if (retryFor.isNegative() || slowest.compareTo(FIRST) < 0 || timeout.toMillis() < 1) {
            throw new IllegalArgumentException("tributary.subscriptions: retry-for must not be below 0s, "
                    + "slowest not below 1s, timeout not below 1ms");
        }
    }

    /** How long to wait after so many failures in a row: twice as long each time. */
    Duration pause(int failures) {
        Duration pause = FIRST.multipliedBy(1L << Math.min(30, Math.max(0, failures - 1)));
        return pause.compareTo(slowest) > 0 ? slowest : pause;
    }
}
