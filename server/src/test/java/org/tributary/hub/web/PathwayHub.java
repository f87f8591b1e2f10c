package org.tributary.hub.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.tributary.hub.WebHub;
import org.tributary.hub.access.signin.DevelopmentAccess;
import org.tributary.hub.access.signin.DevelopmentDirectory;

/**
 * A hub with {@link PathwayPeople} on 12 March 2026 and a browser, which all tests of a coordinator's pages share: they
 * look and change nothing. The first of them starts it, and it ends with the last test of all.
 */
final class PathwayHub implements BeforeAllCallback {

    /** The organisation whose users see what everybody publishes. */
    static final String BOARD = "QZ9";

    private static final Instant NOW = Instant.parse("2026-03-12T12:00:00Z");

    private record Started(Chromium chromium, WebHub hub, DevelopmentAccess access) implements AutoCloseable {

        @Override
        public void close() {
            hub.close();
            chromium.close();
        }
    }

    private @Nullable Started started;

    @Override
    public void beforeAll(ExtensionContext context) {
        started = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(PathwayHub.class))
                .computeIfAbsent(Started.class, key -> start(), Started.class);
    }

    private static Started start() {
        Chromium chromium = Chromium.start();
        try {
            Path files = Files.createTempDirectory(Files.createDirectories(Path.of("target", "pathway-hub")), "files");
            WebHub hub = WebHub.startAt(NOW, DevelopmentDirectory.borough("A99901", "RZ8", "999", BOARD),
                    "tributary.access.development-issuer=true", "tributary.access.development-directory=" + files);
            DevelopmentAccess access = DevelopmentAccess.read(files);
            PathwayPeople.load(hub, files);
            PathwayPeople.PUBLISHERS.forEach(publisher -> hub.agree(publisher, BOARD));
            return new Started(chromium, hub, access);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Started started() {
        return Objects.requireNonNull(started, "Tests have started");
    }

    Chromium chromium() {
        return started().chromium;
    }

    WebHub hub() {
        return started().hub;
    }

    DevelopmentAccess access() {
        return started().access;
    }
}
