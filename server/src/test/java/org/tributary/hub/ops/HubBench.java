package org.tributary.hub.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.stream.Stream;
import org.tributary.hub.access.DatabaseSettings;

/**
 * Measures the hub with 125 Synthea patients as R4 NDJSON. Prints figures; checks none, since a machine's speed is no
 * property of the code. Run by {@code ./tributary bench}.
 */
final class HubBench {

    /** One of the test data's people, with 1,285 observations. */
    private static final String PATIENT = "652470d9-d312-b15d-aa6f-4300ff7d8104";

    private final BenchHub hub;

    private HubBench(BenchHub hub) {
        this.hub = hub;
    }

    /**
     * @param arguments
     *            how many times the people are loaded in all (1, if none is given): the queries are measured when there
     *            are as many, and each time their number has grown fourfold
     */
    public static void main(String[] arguments) throws Exception {
        int copies = arguments.length == 0 || arguments[0].isBlank() ? 1 : Integer.parseInt(arguments[0]);
        Path folder = Path.of("target", "bench").toAbsolutePath();
        BenchHub hub = new BenchHub(folder);
        hub.clean();
        HubBench bench = new HubBench(hub);
        BenchPeople people = new BenchPeople(folder);
        Path ndjson = people.original();
        BenchHub.printMachine();
        bench.load("load", ndjson);
        bench.load("load again, unchanged", ndjson);
        bench.size();
        Process feed = BenchHub.start("feed", "add", "--code", "rz9-pas", "--organisation", "RZ9", "--setting", "acute",
                "--format", "hl7v2", "--sender", BenchHospital.SENDER, "--data", hub.data().toString());
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
        hub.load(what, ndjson, "synthea", "X99");
    }

    private void size() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(hub.data(), EmbeddedPostgres.Durability.DURABLE)) {
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
        try (BenchClients clients = new BenchClients(BenchHub.ORIGIN)) {
            Process served = hub.serve(clients);
            try {
                clients.time("read", "/fhir/Patient/" + PATIENT);
                clients.time("a patient's observations, 20 a page",
                        "/fhir/Observation?patient=" + PATIENT + "&_count=20");
                clients.time("the same with a code",
                        "/fhir/Observation?patient=" + PATIENT + "&code=http://loinc.org%7C72514-3&_count=20");
                clients.time("$everything, 100 a page", "/fhir/Patient/" + PATIENT + "/$everything?_count=100");
                clients.time("care timeline", "/fhir/Patient/" + PATIENT + "/$care-timeline");
                if (writes) {
                    try (Stream<String> lines = Files.lines(ndjson.resolve("Observation.ndjson"))) {
                        clients.timeTransactions(lines.limit(20_000).toList());
                    }
                    new BenchHospital(BenchHub.MLLP_PORT).send();
                }
            } finally {
                BenchHub.stop(served);
            }
        }
    }
}
