package org.tributary.hub.conformance;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.tributary.hub.store.ResourceBody;
import org.tributary.mapping.support.JsonGuard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A FHIR package: a gzipped tar with {@code package/package.json} and a resource a file beside it. It is read as a
 * stream, never unpacked to disk, never followed to what it depends on, and within bounds.
 */
final class FhirPackage {

    private static final int MEGABYTE = 1024 * 1024;
    private static final int LARGEST_ENTRY_BYTES = 32 * MEGABYTE;
    private static final long LARGEST_CONTENT_BYTES = 512L * MEGABYTE;
    private static final int MOST_ENTRIES = 50_000;
    private static final String FOLDER = "package/";
    private static final String MANIFEST = FOLDER + "package.json";
    private static final Set<String> TYPES = Set.of("StructureDefinition", "CodeSystem", "ValueSet", "ConceptMap");

    /** Links, devices and all else that is no plain file is passed over. */
    private static final Set<Byte> FILES = Set.of(TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM);

    private final Path file;
    private final long largestContent;

    FhirPackage(Path file) {
        this(file, LARGEST_CONTENT_BYTES);
    }

    /** With another bound on all that it unpacks to. */
    FhirPackage(Path file, long largestContent) {
        this.file = file;
        this.largestContent = largestContent;
    }

    /**
     * Reads all of it once.
     *
     * @throws PackageRefused
     *             when it is no package of R4, or not one that is safe to read
     */
    void check() {
        boolean[] manifest = new boolean[1];
        walk((name, bytes) -> {
            if (name.equals(MANIFEST)) {
                manifest[0] = true;
                checkManifest(bytes);
            } else {
                definition(name, bytes);
            }
        });
        if (!manifest[0]) {
            throw refused("it has no " + MANIFEST);
        }
    }

    /** Gives away the JSON of each structure, code system, value set and concept map, in the order of the package. */
    void forEachDefinition(Consumer<byte[]> taker) {
        walk((name, bytes) -> {
            if (!name.equals(MANIFEST)) {
                definition(name, bytes).ifPresent(taker);
            }
        });
    }

    private void checkManifest(byte[] bytes) {
        JsonNode manifest = tree(MANIFEST, bytes);
        JsonNode versions = manifest.path(manifest.has("fhirVersions") ? "fhirVersions" : "fhir-version-list");
        if (versions.valueStream().noneMatch(version -> version.asString("").startsWith("4.0"))) {
            throw refused("it is not for FHIR 4.0: " + MANIFEST + " names " + versions);
        }
    }

    private Optional<byte[]> definition(String name, byte[] bytes) {
        if (!TYPES.contains(tree(name, bytes).path("resourceType").asString(""))) {
            return Optional.empty();
        }
        return switch (ResourceBody.parse(bytes)) {
            case ResourceBody.Valid valid -> Optional.of(bytes);
            case ResourceBody.Invalid invalid -> throw refused("%s is not valid R4: %s: %s".formatted(name,
                    invalid.problems().getFirst().path(), invalid.problems().getFirst().message()));
        };
    }

    private JsonNode tree(String name, byte[] bytes) {
        JsonGuard.check(bytes).ifPresent(problem -> {
            throw refused(name + " is not JSON that the hub reads: " + problem.path() + ' ' + problem.reason().words());
        });
        return JsonMapper.shared().readTree(bytes);
    }

    /** Every JSON file of the package's folder, those of its subfolders apart: they hold examples and other matters. */
    private void walk(BiConsumer<String, byte[]> taker) {
        if (!Files.isRegularFile(file)) {
            throw refused("there is no such file");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                TarArchiveInputStream tar = new TarArchiveInputStream(new Bounded(new GZIPInputStream(in)))) {
            int entries = 0;
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (++entries > MOST_ENTRIES) {
                    throw refused("it has more than " + MOST_ENTRIES + " entries");
                }
                String name = entry.getName();
                if (name.startsWith("/") || name.indexOf('\\') >= 0
                        || Arrays.asList(name.split("/", -1)).contains("..")) {
                    throw refused("it has an entry outside its own folder");
                }
                if (FILES.contains(entry.getLinkFlag()) && isOfPackage(name)) {
                    taker.accept(name, content(name, tar));
                }
            }
        } catch (IOException e) {
            throw refused("it cannot be read as a gzipped tar: " + e.getMessage());
        }
    }

    private static boolean isOfPackage(String name) {
        return name.startsWith(FOLDER) && name.endsWith(".json") && name.indexOf('/', FOLDER.length()) < 0
                && !name.startsWith(FOLDER + '.');
    }

    private byte[] content(String name, InputStream tar) throws IOException {
        byte[] content = tar.readNBytes(LARGEST_ENTRY_BYTES + 1);
        if (content.length > LARGEST_ENTRY_BYTES) {
            throw refused(name + " has more than " + LARGEST_ENTRY_BYTES / MEGABYTE + " MB");
        }
        return content;
    }

    private PackageRefused refused(String reason) {
        return PackageRefused.because(file, reason);
    }

    /** Ends a stream that unpacks to more than a package may have. */
    private final class Bounded extends InputStream {

        private final InputStream in;
        private long left = largestContent;

        private Bounded(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            count(1);
            return in.read();
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = in.read(into, from, length);
            count(Math.max(read, 0));
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }

        private void count(int bytes) {
            left -= bytes;
            if (left < 0) {
                throw refused("it unpacks to more than " + largestContent / MEGABYTE + " MB");
            }
        }
    }
}
