package org.tributary.hub.fhir.bulk;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.springframework.stereotype.Component;
import org.tributary.hub.fhir.exchange.FhirRefusal;

/** Which files of this machine may be imported. */
@Component
final class ImportSources {

    private final BulkSettings settings;

    ImportSources(BulkSettings settings) {
        this.settings = settings;
    }

    /**
     * The file that a URL ({@code file:///…}) or absolute path names, links followed.
     *
     * @throws FhirRefusal
     *             when it is no file below an allowed directory; whether it is there is not told of any other
     */
    Path check(String url) {
        Path path = path(url);
        for (Path directory : settings.importDirectories()) {
            try {
                if (path.toRealPath().startsWith(directory.toRealPath()) && Files.isRegularFile(path)) {
                    return path.toRealPath();
                }
            } catch (IOException e) {
                // Not there: not allowed.
            }
        }
        throw FhirRefusal.invalid("Input '%s' is not a file below the directories that this hub's operator has allowed "
                .formatted(FhirRefusal.shorten(url)) + "(tributary.bulk.import-directories)");
    }

    private static Path path(String url) {
        try {
            if (url.startsWith("/")) {
                return Path.of(url);
            }
            URI uri = new URI(url);
            if ("file".equalsIgnoreCase(uri.getScheme()) && uri.getPath() != null
                    && (uri.getHost() == null || uri.getHost().isEmpty())) {
                return Path.of(uri.getPath());
            }
        } catch (URISyntaxException | InvalidPathException e) {
            // Told below, as any other URL is.
        }
        throw FhirRefusal.notSupported("Input '%s' is not supported: inputs are files (file:///…) or sent in the body"
                .formatted(FhirRefusal.shorten(url)));
    }
}
