package org.tributary.hub.ingest.mllp;

import java.util.Optional;
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
 * @param frameSeconds
 *            a message that takes longer to come is refused and its connection closed
 * @param sslBundle
 *            the name of the bundle below {@code spring.ssl.bundle} whose key the door shows; plain TCP without
 * @param clientCertificates
 *            whether a sender must show a certificate that the bundle's trust store knows; needs a bundle
 */
@ConfigurationProperties(prefix = "tributary.mllp", ignoreUnknownFields = false)
public record MllpSettings(@DefaultValue("127.0.0.1") String address, @DefaultValue("2575") int port,
        @DefaultValue("64") int maxConnections, @DefaultValue("8388608") int maxFrameBytes,
        @DefaultValue("300") int idleSeconds, @DefaultValue("60") int frameSeconds, Optional<String> sslBundle,
        @DefaultValue("true") boolean clientCertificates) {

    public MllpSettings {
        if (maxConnections < 1 || maxFrameBytes < 1 || idleSeconds < 1 || frameSeconds < 1) {
            throw new IllegalArgumentException("tributary.mllp.max-connections, max-frame-bytes, idle-seconds and"
                    + " frame-seconds must be at least 1");
        }
    }
}
