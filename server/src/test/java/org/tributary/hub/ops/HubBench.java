package org.tributary.hub.ops;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.tributary.hub.access.DatabaseSettings;

/**
 * Measures the hub as an operator runs it: by the launcher, in a process of its own, a durable embedded PostgreSQL
 * beside it, and 125 Synthea patients as R4 NDJSON. Prints figures; checks none, since a machine's speed is no property
 * of the code. Run by {@code ./tributary bench}.
 */
final class HubBench {

    private static final String HEAP = "-Xmx512m";

    private final Path folder;
    private final Path data;

    private HubBench(Path folder) {
        this.folder = folder;
        this.data = folder.resolve("data");
    }

    public static void main(String[] arguments) throws Exception {
        HubBench bench = new HubBench(Path.of("target", "bench").toAbsolutePath());
        bench.clean();
        Path ndjson = bench.unpackTestData();
        System.out.printf("%s, %d processors, Java %s, heap of the hub %s%n", System.getProperty("os.name"),
                Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"), HEAP);
        bench.load("load", ndjson);
        bench.load("load again, unchanged", ndjson);
        bench.size();
        bench.serve();
    }

    private void load(String what, Path ndjson) throws IOException, InterruptedException {
        Process process = start("load", "--source", "synthea", "--organisation", "X99", "--data", data.toString(),
                "--rejects", folder.resolve("rejects.ndjson").toString(), ndjson.toString());
        String memory = "unknown";
        while (!process.waitFor(500, TimeUnit.MILLISECONDS)) {
            memory = peakMemory(process.pid(), memory);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.printf("%s: %s, peak memory of the process %s, exit %d%n", what, output.strip(), memory,
                process.exitValue());
    }

    private void size() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(data, EmbeddedPostgres.Durability.DURABLE)) {
            DatabaseSettings settings = postgres.settings();
            try (Connection connection = DriverManager.getConnection(settings.url(), settings.writer(),
                    settings.writerPassword()); Statement statement = connection.createStatement()) {
                print(statement, "resources", "SELECT count(*) FROM resource");
                print(statement, "bytes a resource, with all tables and indexes",
                        "SELECT pg_database_size(current_database()) / count(*) FROM resource");
                print(statement, "care events", "SELECT count(*) FROM care_event");
            }
        }
    }

    private static void print(Statement statement, String what, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            System.out.printf(Locale.ROOT, "%s: %,d%n", what, result.getLong(1));
        }
    }

    private void serve() throws IOException, InterruptedException {
        long started = System.nanoTime();
        Process hub = start("serve", "--open", "--port", "18181", "--mllp-port", "-1", "--data", data.toString());
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!isUp(http)) {
                if (!hub.isAlive() || System.nanoTime() - started > TimeUnit.MINUTES.toNanos(2)) {
                    throw new IOException("The hub did not start");
                }
                Thread.sleep(20);
            }
            System.out.printf(Locale.ROOT, "start-up on the loaded database, PostgreSQL included: %.1f s%n",
                    (System.nanoTime() - started) / 1e9);
            String patient = get(http, "/fhir/Patient?_count=1").replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
            time(http, "read", "/fhir/Patient/" + patient);
            time(http, "a patient's observations, 20 a page", "/fhir/Observation?patient=" + patient + "&_count=20");
            time(http, "care timeline", "/fhir/Patient/" + patient + "/$care-timeline");
            System.out.println("peak memory of the serving hub: " + peakMemory(hub.pid(), "unknown"));
        } finally {
            hub.destroy();
            hub.waitFor();
        }
    }

    private static boolean isUp(HttpClient http) {
        try {
            return get(http, "/actuator/health").contains("\"UP\"");
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** One client, one request after the other, for five seconds after two of warming up. */
    private static void time(HttpClient http, String what, String path) {
        long warm = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        while (System.nanoTime() < warm) {
            get(http, path);
        }
        List<Long> nanos = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (System.nanoTime() < end) {
            long start = System.nanoTime();
            get(http, path);
            nanos.add(System.nanoTime() - start);
        }
        nanos.sort(Comparator.naturalOrder());
        System.out.printf(Locale.ROOT, "%s: %d/s with one client, p50 %.2f ms, p99 %.2f ms%n", what, nanos.size() / 5,
                nanos.get(nanos.size() / 2) / 1e6, nanos.get(nanos.size() * 99 / 100) / 1e6);
    }

    private static String get(HttpClient http, String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:18181" + path)).build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while measuring", e);
        }
    }

    /** By the launcher, which the process then becomes. */
    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", Path.of("..", "tributary").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("TRIBUTARY_JAVA_OPTIONS", HEAP);
        return builder.start();
    }

    /** The high-water mark of a process's resident memory, where the system tells it. */
    private static String peakMemory(long process, String otherwise) throws IOException {
        Path status = Path.of("/proc", Long.toString(process), "status");
        if (!Files.exists(status)) {
            return otherwise;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> line.substring(6).strip())
                    .findFirst()
                    .orElse(otherwise);
        } catch (UncheckedIOException e) {
            return otherwise;
        }
    }

    /** The NDJSON of the test data on the classpath, as files. */
    private Path unpackTestData() throws IOException {
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

    private void clean() throws IOException {
        if (Files.exists(data)) {
            try (Stream<Path> all = Files.walk(data)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
