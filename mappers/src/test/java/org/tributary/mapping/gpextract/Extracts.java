package org.tributary.mapping.gpextract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Extracts as they are sent: zips of files. */
final class Extracts {

    private Extracts() {
    }

    static byte[] zip(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            Map<String, byte[]> all = new TreeMap<>();
            for (Path file : files.toList()) {
                all.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
            return zip(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry("extract/" + file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
