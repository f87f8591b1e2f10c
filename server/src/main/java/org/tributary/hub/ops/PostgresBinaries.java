package org.tributary.hub.ops;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once per user from the archive on the classpath. */
final class PostgresBinaries {

    private static final String VERSION = "18.6";

    private PostgresBinaries() {
    }

    /**
     * The folder that holds {@code bin/}, {@code lib/} and {@code share/}.
     *
     * @throws StartUpFailure
     *             when there are no programs for this machine
     */
    static Path unpacked() throws IOException {
        Path home = cache().resolve("postgresql-" + VERSION);
        Path complete = home.resolve("complete");
        if (Files.exists(complete)) {
            return home;
        }
        Files.createDirectories(home);
        try (FileChannel channel = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); FileLock lock = channel.lock()) {
            if (lock.isValid() && !Files.exists(complete)) {
                unpack(home);
                Files.createFile(complete);
            }
        }
        return home;
    }

    private static Path cache() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("tributary");
    }

    private static void unpack(Path home) throws IOException {
        String resource = "/postgres-" + platform() + ".txz";
        try (InputStream in = PostgresBinaries.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new StartUpFailure("There is no embedded PostgreSQL for this machine (" + resource
                        + "). Start with --db and the URL of a PostgreSQL 18.");
            }
            TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)));
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, home);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path home) throws IOException {
        Path target = home.resolve(entry.getName()).normalize();
        if (!target.startsWith(home)) {
            throw new IOException("The archive names a file outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.deleteIfExists(target);
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
        boolean executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch");
        String architecture = machine.equals("aarch64") ? "arm_64" : "x86_64";
        return (system.startsWith("mac") ? "darwin-" : system.startsWith("windows") ? "windows-" : "linux-")
                + architecture;
    }
}
