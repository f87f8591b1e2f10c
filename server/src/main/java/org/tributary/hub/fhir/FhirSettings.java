package org.tributary.hub.fhir;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The FHIR door.
 *
 * @param baseUrl
 *            the URL that clients know the door by, without a slash at the end; by default what each request came to
 * @param maximumBody
 *            the largest body that is read; a larger one is answered with 413
 * @param conditionalDelete
 *            what {@code DELETE /Type?criteria} may delete
 * @param allowedOrigins
 *            the origins of web pages, such as {@code https://app.example}, whose scripts browsers let use the door;
 *            none by default
 * @param terminologyServer
 *            the base URL of the FHIR R4 server that is asked about codes the hub does not hold; by default none
 * @param packages
 *            FHIR packages; named here so that an unknown key beside it is refused, and read by the conformance package
 */
@ConfigurationProperties(prefix = "tributary.fhir", ignoreUnknownFields = false)
public record FhirSettings(Optional<String> baseUrl, @DefaultValue("16MB") DataSize maximumBody,
        @DefaultValue("single") ConditionalDelete conditionalDelete, @DefaultValue List<String> allowedOrigins,
        Optional<URI> terminologyServer, @DefaultValue List<Path> packages) {

    /** What a conditional delete may delete. */
    public enum ConditionalDelete {
        /** It is refused. */
        OFF,
        /** The one match; several are refused. */
        SINGLE,
        /** All matches. */
        MULTIPLE
    }

    public FhirSettings {
        packages = List.copyOf(packages);
        allowedOrigins = List.copyOf(allowedOrigins);
        if (!allowedOrigins.stream().allMatch(origin -> origin.matches("https?://[^/?#*]+"))) {
            throw new IllegalArgumentException(
                    "tributary.fhir.allowed-origins must be origins such as https://app.example, separated by commas");
        }
        if (baseUrl.isPresent() && !baseUrl.get().matches("https?://[^?#]+[^/?#]")) {
            throw new IllegalArgumentException(
                    "tributary.fhir.base-url must be a URL such as https://hub.example/fhir, without a slash at the end");
        }
        if (maximumBody.toBytes() < 1 || maximumBody.toBytes() > Integer.MAX_VALUE / 2) {
            throw new IllegalArgumentException("tributary.fhir.maximum-body must be between 1B and 1023MB");
        }
    }
}
