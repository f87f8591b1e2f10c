package org.tributary.hub.ops;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Synthea's 125 patients as NDJSON files, and any number of copies of them: other people of the same names, with ids of
 * their own, to whom everything happened some years earlier.
 */
final class BenchPeople {

    private static final Pattern UUID = Pattern
            .compile("([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{8})([0-9a-f]{4})");
    private static final Pattern DATE = Pattern.compile("\"((?:19|20)\\d\\d)-(\\d\\d-\\d\\d)");

    private final Path folder;

    BenchPeople(Path folder) {
        this.folder = folder;
    }

    /** The test data on the classpath, as files of a folder. */
    Path original() throws IOException {
        Path ndjson = Files.createDirectories(folder.resolve("ndjson"));
        String jar = Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(entry -> entry.contains("test-data"))
                .findFirst()
                .orElseThrow(() -> new IOException("The test data is not on the classpath: run ./tributary bench"));
        try (JarFile file = new JarFile(jar)) {
            for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements();) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().startsWith("bulk/fhir/") && entry.getName().endsWith(".ndjson")) {
                    try (InputStream in = file.getInputStream(entry)) {
                        Files.copy(in, ndjson.resolve(entry.getName().substring("bulk/fhir/".length())),
                                StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
        return ndjson;
    }

    /** The same files for other people; each copy takes the place of the one before. */
    Path copy(int number) throws IOException {
        Path copies = Files.createDirectories(folder.resolve("copy"));
        try (Stream<Path> files = Files.list(folder.resolve("ndjson"))) {
            for (Path file : files.toList()) {
                try (BufferedReader in = Files.newBufferedReader(file);
                        BufferedWriter out = Files.newBufferedWriter(copies.resolve(file.getFileName()))) {
                    for (String line = in.readLine(); line != null; line = in.readLine()) {
                        out.write(another(line, number));
                        out.newLine();
                    }
                }
            }
        }
        return copies;
    }

    /** A resource of the people of this copy. */
    static String another(String resource, int copy) {
        String renamed = UUID.matcher(resource)
                .replaceAll(id -> id.group(1)
                        + "%04x".formatted((Integer.parseInt(id.group(2), 16) + copy * 0x1d3b) & 0xffff));
        return DATE.matcher(renamed).replaceAll(date -> {
            int year = Integer.parseInt(date.group(1)) - copy;
            return '"' + String.valueOf(year) + '-' + date.group(2).replace("02-29", "02-28");
        });
    }
}
