package org.tributary.hub.conformance;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The part of {@code tributary.fhir} that commands without the FHIR door need as well.
 *
 * @param packages
 *            FHIR packages on this machine, each a {@code .tgz}
 */
@ConfigurationProperties(prefix = "tributary.fhir")
record PackageSettings(@DefaultValue List<Path> packages) {

    PackageSettings {
        packages = List.copyOf(packages);
    }
}
