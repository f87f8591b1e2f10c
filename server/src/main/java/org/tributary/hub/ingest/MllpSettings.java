package org.tributary.hub.ingest;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The MLLP door.
 *
 * @param address
 *            the address it listens on; loopback unless configured, since MLLP itself has no sign-in
 * @param port
 *            0 takes any free port, -1 keeps the door shut
 * @param maxConnections
 *            connections above this number are closed at once
 * @param maxFrameBytes
 *            a longer message is refused and its connection closed
 * @param idleSeconds
 *            a connection that is silent for so long is closed
 */
@ConfigurationProperties(prefix = "tributary.mllp", ignoreUnknownFields = false)
public record MllpSettings(@DefaultValue("127.0.0.1") String address, @DefaultValue("2575") int port,
        @DefaultValue("64") int maxConnections, @DefaultValue("8388608") int maxFrameBytes,
        @DefaultValue("300") int idleSeconds) {
}
