package org.tributary.hub.pathway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.tributary.hub.WebHub;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.identity.People;

/**
 * How long the doors of one person take, with access rules and audit on, one request after another. Run by hand:
 * {@code mvn test -Dtest=PathwayBench}.
 */
final class PathwayBench {

    private static final int WARM = 300;
    private static final int ROUNDS = 500;

    @Test
    void aPersonWithAThousandEventsAndOneWithTenThousand() throws Exception {
        try (WebHub hub = WebHub.open()) {
            for (int events : new int[]{1_000, 10_000}) {
                String patient = "bench-" + events;
                write(hub, patient, events);
                String person = hub.get(ReaderDatabase.class)
                        .read(Caller.hub(),
                                transaction -> hub.get(People.class).findPersonOf(transaction, patient))
                        .orElseThrow();
                for (String path : List.of("/api/people/" + person, "/api/people/" + person + "/timeline?count=100",
                        "/api/people/" + person + "/stays", "/api/people/" + person + "/waits",
                        "/people/" + person,
                        "/fhir/Patient/" + patient + "/$care-timeline?_count=100")) {
                    time(hub.origin() + path, events);
                }
            }
        }
    }

    /** One event in ten is a stay of two days or a referral, the others are results. */
    private static void write(WebHub hub, String patient, int events) {
        List<String> resources = new ArrayList<>(List.of("""
                {"resourceType":"Patient","id":"%s","birthDate":"1948-03-03"}""".formatted(patient)));
        for (int i = 0; i < events; i++) {
            String day = LocalDate.of(1998, 1, 1).plusDays(i).toString();
            resources.add(switch (i % 20) {
                case 0 -> """
                        {"resourceType":"Encounter","id":"%1$s-%2$d","status":"finished",
                         "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"IMP"},
                         "subject":{"reference":"Patient/%1$s"},"period":{"start":"%3$s","end":"%3$s"}}"""
                        .formatted(patient, i, day);
                case 10 -> """
                        {"resourceType":"ServiceRequest","id":"%1$s-%2$d","status":"active","intent":"order",
                         "subject":{"reference":"Patient/%1$s"},"authoredOn":"%3$s"}""".formatted(patient, i, day);
                default -> """
                        {"resourceType":"Observation","id":"%1$s-%2$d","status":"final","code":{"text":"Sodium"},
                         "subject":{"reference":"Patient/%1$s"},"effectiveDateTime":"%3$s",
                         "valueQuantity":{"value":140,"unit":"mmol/L"}}""".formatted(patient, i, day);
            });
        }
        for (int from = 0; from < resources.size(); from += 1_000) {
            hub.write("RZ1", resources.subList(from, Math.min(resources.size(), from + 1_000)).toArray(String[]::new));
        }
    }

    private static void time(String url, int events) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            int rounds = events > 1_000 ? ROUNDS / 5 : ROUNDS;
            long[] micros = new long[rounds];
            for (int i = -WARM; i < rounds; i++) {
                long start = System.nanoTime();
                HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                assertThat(response.statusCode()).isEqualTo(200);
                if (i >= 0) {
                    micros[i] = (System.nanoTime() - start) / 1_000;
                }
            }
            Arrays.sort(micros);
            System.out.printf(Locale.ROOT, "%,d events, %s: p50 %.1f ms, p99 %.1f ms%n", events,
                    url.replaceAll("[0-9a-f-]{36}", "PERSON"), micros[rounds / 2] / 1e3,
                    micros[rounds * 99 / 100] / 1e3);
        }
    }
}
