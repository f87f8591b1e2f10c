package org.tributary.hub.fhir.bulk;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Exports and imports.
 *
 * @param keepFor
 *            how long the files of an export and the outcome of an import are kept
 * @param importDirectories
 *            directories of this machine whose files may be imported by their path; the same on every node; none by
 *            default
 */
@ConfigurationProperties(prefix = "tributary.bulk", ignoreUnknownFields = false)
record BulkSettings(@DefaultValue("1d") Duration keepFor, @DefaultValue List<Path> importDirectories) {

    BulkSettings {
        importDirectories = List.copyOf(importDirectories);
        if (keepFor.toSeconds() < 1) {
            throw new IllegalArgumentException("tributary.bulk.keep-for must be at least 1s");
        }
    }
}
