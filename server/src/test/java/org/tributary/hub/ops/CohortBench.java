package org.tributary.hub.ops;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.WebHub;
import org.tributary.hub.access.Scopes;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.access.signin.DevelopmentDirectory;
import org.tributary.hub.cohort.SyntheticEvents;
import org.tributary.hub.ingest.CommitLine;

/**
 * Measures cohorts over HTTP, access rules and audit on, one request after another, over events that the database makes
 * itself: how long counts take, and what the index for them costs while events are written. Run by
 * {@code ./tributary bench cohorts PEOPLE EVENTS}; PostgreSQL is not durable here, which reads do not feel.
 */
final class CohortBench {

    private static final int WARM = 10;
    private static final int ROUNDS = 40;
    private static final int BATCH = 250_000;
    private static final String INDEX = "care_event_by_code";

    private final WebHub hub;
    private final TestDatabase database;
    private final int people;
    private final int events;

    private CohortBench(WebHub hub, TestDatabase database, int people, int events) {
        this.hub = hub;
        this.database = database;
        this.people = people;
        this.events = events;
    }

    /**
     * @param arguments
     *            how many people and how many events, with a comma between them
     */
    public static void main(String[] arguments) throws Exception {
        String[] sizes = arguments[0].split(",", -1);
        TestDatabase database = TestDatabase.create();
        try (WebHub hub = WebHub.startOn(database, new DevelopmentDirectory(List.of(), List.of()),
                "tributary.access.open=true")) {
            CohortBench bench = new CohortBench(hub, database, Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]));
            BenchHub.printMachine();
            System.out.printf(Locale.ROOT, "%,d people, two Patients each, %,d events%n", bench.people, bench.events);
            bench.load();
            for (Map.Entry<String, String> question : questions().entrySet()) {
                bench.time(question.getKey(), question.getValue());
            }
        }
        // The embedded PostgreSQL stops with the process.
        System.exit(0);
    }

    private static Map<String, String> questions() {
        String rare = "{'codes':['rare'],'system':'http://snomed.info/sct'}";
        String seldom = "{'codes':['seldom'],'system':'http://snomed.info/sct'}";
        Map<String, String> questions = new LinkedHashMap<>();
        questions.put("one code of one person in 25", "{'all':[{'event':" + rare + "}]}");
        questions.put("one code of three people in five", "{'all':[{'event':{'codes':['frequent']}}]}");
        questions.put("one code within 90 days after another",
                "{'all':[{'followed':{'first':" + rare + ",'then':" + seldom + ",'withinDays':90}}]}");
        questions.put("both codes, in five years, and not a third",
                "{'all':[{'event':" + rare + "},{'event':{'codes':['seldom'],'period':'2016-01-01/2020-12-31'}},"
                        + "{'none':[{'event':{'codes':['frequent']}}]}]}");
        questions.put("a kind of one event in a hundred", "{'all':[{'event':{'kind':['emergency-attendance']}}]}");
        return questions;
    }

    private <T> T write(Function<WriteTransaction, T> work) {
        return hub.get(CommitLine.class).change(work::apply);
    }

    private void load() throws SQLException {
        int scope = write(transaction -> new Scopes().scopeOf(transaction, Scopes.Publication.of("R1", "acute")));
        write(transaction -> SyntheticEvents.insertPeople(transaction, scope, people));
        String definition = write(transaction -> transaction.jdbc()
                .sql("SELECT indexdef FROM pg_indexes WHERE indexname = :name")
                .param("name", INDEX)
                .query(String.class)
                .single());
        write(transaction -> transaction.jdbc().sql("DROP INDEX " + INDEX).update());
        System.out.printf(Locale.ROOT, "first half without the index: %,.0f events/s%n", insert(scope, 0, events / 2));
        long start = System.nanoTime();
        write(transaction -> transaction.jdbc().sql(definition).update());
        System.out.printf(Locale.ROOT, "making the index: %.1f s%n", (System.nanoTime() - start) / 1e9);
        System.out.printf(Locale.ROOT, "second half with the index: %,.0f events/s%n",
                insert(scope, events / 2, events));
        vacuum();
        String sizes = write(transaction -> transaction.jdbc()
                .sql("""
                        SELECT format('table %s, all its indexes %s, the index %s',
                          pg_size_pretty(pg_relation_size('care_event')), pg_size_pretty(pg_indexes_size('care_event')),
                          pg_size_pretty(pg_relation_size(:name::regclass)))""")
                .param("name", INDEX)
                .query(String.class)
                .single());
        System.out.println(sizes);
    }

    /** As PostgreSQL does by itself some time after a load. */
    private void vacuum() throws SQLException {
        try (Connection connection = database
                .dataSource(database.settings().writer(), database.settings().writerPassword())
                .getConnection()) {
            connection.createStatement().execute("VACUUM ANALYZE care_event, person_link, person");
        }
    }

    /** Events a second. */
    private double insert(int scope, int from, int to) {
        long start = System.nanoTime();
        for (int next = from; next < to; next += BATCH) {
            int first = next;
            write(transaction -> SyntheticEvents.insertEvents(transaction, scope, people, first,
                    Math.min(to, first + BATCH)));
        }
        return (to - from) / ((System.nanoTime() - start) / 1e9);
    }

    private void time(String what, String definition) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(hub.origin() + "/api/cohorts/count"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(definition.replace('\'', '"')))
                .build();
        String answer = "";
        long[] micros = new long[ROUNDS];
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int i = -WARM; i < ROUNDS; i++) {
                long start = System.nanoTime();
                HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
                answer = response.body();
                if (response.statusCode() != 200) {
                    throw new IllegalStateException(answer);
                }
                if (i >= 0) {
                    micros[i] = (System.nanoTime() - start) / 1_000;
                }
            }
        }
        Arrays.sort(micros);
        System.out.printf(Locale.ROOT, "%s: p50 %.1f ms, p95 %.1f ms, best %.1f ms; %s%n", what,
                micros[ROUNDS / 2] / 1e3, micros[ROUNDS * 95 / 100] / 1e3, micros[0] / 1e3,
                answer.substring(0, Math.min(30, answer.length())));
    }
}
