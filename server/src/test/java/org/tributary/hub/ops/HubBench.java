package org.tributary.hub.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.tributary.hub.access.DatabaseSettings;

/**
 * Measures the hub as an operator runs it: by the launcher, in a process of its own, a durable embedded PostgreSQL
 * beside it, and 125 Synthea patients as R4 NDJSON. Prints figures; checks none, since a machine's speed is no property
 * of the code. Run by {@code ./tributary bench}.
 */
final class HubBench {

    private static final String HEAP = "-Xmx512m";

    /** One of the test data's people, with 1,285 observations. */
    private static final String PATIENT = "652470d9-d312-b15d-aa6f-4300ff7d8104";

    private final Path folder;
    private final Path data;

    private HubBench(Path folder) {
        this.folder = folder;
        this.data = folder.resolve("data");
    }

    /**
     * @param arguments
     *            how many times the people are loaded in all (1, if none is given): the queries are measured when there
     *            are as many, and each time their number has grown fourfold
     */
    public static void main(String[] arguments) throws Exception {
        int copies = arguments.length == 0 || arguments[0].isBlank() ? 1 : Integer.parseInt(arguments[0]);
        HubBench bench = new HubBench(Path.of("target", "bench").toAbsolutePath());
        bench.clean();
        BenchPeople people = new BenchPeople(bench.folder);
        Path ndjson = people.original();
        System.out.printf("%s, %d processors, Java %s, heap of the hub %s%n", System.getProperty("os.name"),
                Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"), HEAP);
        bench.load("load", ndjson);
        bench.load("load again, unchanged", ndjson);
        bench.size();
        Process feed = start("feed", "add", "--code", "rz9-pas", "--organisation", "RZ9", "--setting", "acute",
                "--format", "hl7v2", "--sender", BenchHospital.SENDER, "--data", bench.data.toString());
        feed.waitFor();
        bench.serve(ndjson, copies == 1);
        for (int number = 1; number < copies; number++) {
            bench.load("load copy " + number, people.copy(number));
            if (number + 1 == copies || Integer.bitCount(number + 1) == 1
                    && Integer.numberOfTrailingZeros(number + 1) % 2 == 0) {
                System.out.printf("with %d times the people%n", number + 1);
                bench.size();
                bench.serve(ndjson, number + 1 == copies);
            }
        }
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

    private void serve(Path ndjson, boolean writes) throws IOException, InterruptedException {
        long started = System.nanoTime();
        Process hub = start("serve", "--open", "--port", "18181", "--mllp-port", "18182", "--data", data.toString());
        try (BenchClients clients = new BenchClients("http://127.0.0.1:18181")) {
            while (!isUp(clients)) {
                if (!hub.isAlive() || System.nanoTime() - started > TimeUnit.MINUTES.toNanos(2)) {
                    throw new IOException("The hub did not start");
                }
                Thread.sleep(20);
            }
            System.out.printf(Locale.ROOT, "start-up on the loaded database, PostgreSQL included: %.1f s%n",
                    (System.nanoTime() - started) / 1e9);
            clients.time("read", "/fhir/Patient/" + PATIENT);
            clients.time("a patient's observations, 20 a page", "/fhir/Observation?patient=" + PATIENT + "&_count=20");
            clients.time("the same with a code",
                    "/fhir/Observation?patient=" + PATIENT + "&code=http://loinc.org%7C72514-3&_count=20");
            clients.time("$everything, 100 a page", "/fhir/Patient/" + PATIENT + "/$everything?_count=100");
            clients.time("care timeline", "/fhir/Patient/" + PATIENT + "/$care-timeline");
            if (writes) {
                try (Stream<String> lines = Files.lines(ndjson.resolve("Observation.ndjson"))) {
                    clients.timeTransactions(lines.limit(20_000).toList());
                }
                new BenchHospital(18_182).send();
            }
            System.out.println("peak memory of the serving hub: " + peakMemory(hub.pid(), "unknown"));
        } finally {
            hub.destroy();
            hub.waitFor();
        }
    }

    private static boolean isUp(BenchClients clients) {
        try {
            return clients.get("/actuator/health").contains("\"UP\"");
        } catch (UncheckedIOException e) {
            return false;
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
