package org.tributary.hub.fhir;

import java.net.URI;
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
 * @param terminologyServer
 *            the base URL of the FHIR R4 server that is asked about codes the hub does not hold; by default none
 */
@ConfigurationProperties(prefix = "tributary.fhir", ignoreUnknownFields = false)
record FhirSettings(Optional<String> baseUrl, @DefaultValue("16MB") DataSize maximumBody,
        Optional<URI> terminologyServer) {

    FhirSettings {
        if (baseUrl.isPresent() && !baseUrl.get().matches("https?://[^?#]+[^/?#]")) {
            throw new IllegalArgumentException(
                    "tributary.fhir.base-url must be a URL such as https://hub.example/fhir, without a slash at the end");
        }
        if (maximumBody.toBytes() < 1 || maximumBody.toBytes() > Integer.MAX_VALUE / 2) {
            throw new IllegalArgumentException("tributary.fhir.maximum-body must be between 1B and 1023MB");
        }
    }
}
