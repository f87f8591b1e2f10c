package org.tributary.hub.ops;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tributary.hub.access.DatabaseSettings;

/**
 * Measures the doors and the page of one person with 1,000, 5,000 and 10,000 events of five organisations, which a hub
 * loads as an operator would, at a steady rate. Run by {@code ./tributary bench pathway RATE}.
 */
final class PathwayBench {

    private static final List<Integer> PEOPLE = List.of(1_000, 5_000, 10_000);
    /** A page is for people, who do not ask so often. */
    private static final int PAGE_RATE = 5;
    /** Java compiles most of what serves a timeline in the first minutes. */
    private static final int FIRST_WARM_UP_SECONDS = 120;
    private static final int WARM_UP_SECONDS = 10;
    private static final int SECONDS = 20;

    private final BenchHub hub;
    private final Path folder;
    private final int rate;

    private PathwayBench(BenchHub hub, Path folder, int rate) {
        this.hub = hub;
        this.folder = folder;
        this.rate = rate;
    }

    /**
     * @param arguments
     *            how many requests a second the doors are asked
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "bench").toAbsolutePath());
        BenchHub hub = new BenchHub(folder);
        hub.clean();
        PathwayBench bench = new PathwayBench(hub, folder, Integer.parseInt(arguments[0]));
        BenchHub.printMachine();
        bench.load();
        bench.ask(bench.people());
    }

    private void load() throws IOException, InterruptedException {
        for (LongRecords.Publisher publisher : LongRecords.PUBLISHERS) {
            Path file = folder.resolve(publisher.code() + ".ndjson");
            LongRecords.write(file, publisher, PEOPLE);
            hub.load("load of " + publisher.code(), file, publisher.code(), publisher.organisation(), "--setting",
                    publisher.setting());
        }
    }

    /** The hub's ids of the people by how many events they have, as the database counts them. */
    private Map<Integer, String> people() throws SQLException {
        Map<Integer, String> people = new LinkedHashMap<>();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(hub.data(), EmbeddedPostgres.Durability.DURABLE)) {
            DatabaseSettings settings = postgres.settings();
            try (Connection connection = DriverManager.getConnection(settings.url(), settings.writer(),
                    settings.writerPassword());
                    PreparedStatement select = connection.prepareStatement("""
                            SELECT l.person, count(DISTINCT o.patient) AS patients, count(*) AS events
                            FROM person_link l
                            JOIN person_link o ON o.person = l.person AND o.until IS NULL
                            JOIN care_event e ON e.patient = o.patient
                            WHERE l.patient = ? AND l.until IS NULL
                            GROUP BY l.person""")) {
                for (int events : PEOPLE) {
                    select.setString(1, LongRecords.patient(LongRecords.PRACTICE, events));
                    try (ResultSet row = select.executeQuery()) {
                        row.next();
                        people.put(events, row.getString("person"));
                        System.out.printf(Locale.ROOT, "a person with %,d events of %d Patients%n",
                                row.getInt("events"), row.getInt("patients"));
                    }
                }
            }
        }
        return people;
    }

    private void ask(Map<Integer, String> people) throws IOException, InterruptedException {
        try (BenchClients clients = new BenchClients(BenchHub.ORIGIN);
                SteadyRate doors = new SteadyRate(rate);
                SteadyRate pages = new SteadyRate(PAGE_RATE)) {
            Process served = hub.serve(clients);
            try {
                doors.ask(URI.create(BenchHub.ORIGIN + "/api/people/" + people.get(PEOPLE.getFirst()) + "/timeline"),
                        FIRST_WARM_UP_SECONDS);
                people.forEach((events, person) -> {
                    String patient = LongRecords.patient(LongRecords.PRACTICE, events);
                    for (String path : List.of("/api/people/%s/timeline?count=100",
                            "/api/people/%s/timeline?count=1000",
                            "/api/people/%s", "/api/people/%s/stays", "/api/people/%s/waits")) {
                        time(doors, events, path, person);
                    }
                    time(doors, events, "/fhir/Patient/%s/$care-timeline?_count=100", patient);
                    time(doors, events, "/fhir/Patient/%s/$care-timeline", patient);
                    time(pages, events, "/people/%s", person);
                });
            } finally {
                BenchHub.stop(served);
            }
        }
    }

    private static void time(SteadyRate rate, int events, String path, String id) {
        rate.time("%,d events, %s".formatted(events, path.formatted("…")),
                URI.create(BenchHub.ORIGIN + path.formatted(id)), WARM_UP_SECONDS, SECONDS);
    }
}
