package org.tributary.hub.ingest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.WebHub;
import org.tributary.hub.access.signin.DevelopmentDirectory;
import org.tributary.hub.ingest.mllp.MllpListener;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two nodes on one database, which nobody told of each other. */
@Tag("contract")
@SuppressWarnings("NullAway.Init")
class TwoNodesTest {

    private static WebHub one;
    private static WebHub other;
    private static HttpClient http;
    private static ExecutorService pool;

    @BeforeAll
    static void start() throws Exception {
        http = HttpClient.newHttpClient();
        pool = Executors.newFixedThreadPool(2);
        TestDatabase database = TestDatabase.create();
        Callable<WebHub> node = () -> WebHub.startOn(database, new DevelopmentDirectory(List.of(), List.of()),
                "tributary.access.open=true", "tributary.jobs.poll=100ms");
        Future<WebHub> second = pool.submit(node);
        one = node.call();
        other = second.get();
        assertThat(send(one, "POST", "/api/feeds", """
                {"code":"acute","organisation":"RZ8","setting":"acute","format":"hl7v2","senders":["PAS^RZ8"]}""")
                .statusCode()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        for (WebHub node : new WebHub[]{one, other}) {
            if (node != null) {
                node.close();
            }
        }
        pool.shutdownNow();
        http.close();
    }

    @Test
    void aMessageThatBothReceiveAtOnceHasOneEffectAndIsAcknowledgedByBoth() throws Exception {
        int messages = 20;
        CyclicBarrier together = new CyclicBarrier(2);
        List<Future<List<String>>> answers = new ArrayList<>();
        for (WebHub node : List.of(one, other)) {
            answers.add(pool.submit(() -> {
                List<String> told = new ArrayList<>();
                for (int i = 1; i <= messages; i++) {
                    together.await(60, SECONDS);
                    told.add(ask(node, Admissions.admission("B" + i, i)));
                }
                return told;
            }));
        }
        for (Future<List<String>> told : answers) {
            for (int i = 1; i <= messages; i++) {
                assertThat(told.get().get(i - 1)).contains("MSA|AA|B" + i);
            }
        }
        for (WebHub node : List.of(one, other)) {
            for (int i = 1; i <= messages; i++) {
                JsonNode found = json(node, "/fhir/Encounter?identifier=V" + i);
                assertThat(found.get("entry")).hasSize(1);
                assertThat(found.at("/entry/0/resource/meta/versionId").stringValue()).isEqualTo("1");
            }
        }
    }

    @Test
    void whatOneKeepsForLaterIsWorkedOnByWhicheverIsFree() throws Exception {
        for (int i = 101; i <= 110; i++) {
            HttpRequest request = request(i % 2 == 0 ? one : other, "/intake/acute")
                    .header("Content-Type", "application/hl7-v2")
                    .header("Prefer", "respond-async")
                    .POST(HttpRequest.BodyPublishers.ofString(Admissions.admission("L" + i, i)))
                    .build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(202);
        }
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(json(other, "/api/messages?feed=acute&state=RECEIVED").toString())
                        .doesNotContain("\"RECEIVED\""));
        for (int i = 101; i <= 110; i++) {
            assertThat(json(one, "/fhir/Patient?_summary=count&identifier=L" + i).get("total").asInt()).isEqualTo(1);
        }
    }

    @Test
    void whatAnOperatorSaysToOneHoldsForTheOther() throws Exception {
        assertThat(send(one, "POST", "/api/feeds", """
                {"code":"resting","organisation":"RZ8","setting":"acute","format":"hl7v2","senders":["REST^RZ8"]}""")
                .statusCode()).isEqualTo(201);
        String message = Admissions.admission("P1", 201).replace("|PAS|RZ8|", "|REST|RZ8|");
        assertThat(ask(other, message)).contains("MSA|AA|P1");
        assertThat(send(one, "POST", "/api/feeds/resting/pause", "").statusCode()).isLessThan(300);
        assertThat(ask(other, message.replace("|P1|", "|P2|"))).contains("MSA|AR|P2");
        assertThat(send(other, "POST", "/api/feeds/resting/resume", "").statusCode()).isLessThan(300);
        assertThat(ask(one, message.replace("|P1|", "|P3|"))).contains("MSA|AA|P3");
    }

    private static String ask(WebHub node, String message) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", node.get(MllpListener.class).port().orElseThrow())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(('\u000b' + message + "\u001c\r").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            StringBuilder answer = new StringBuilder();
            for (int next = socket.getInputStream().read(); next >= 0 && next != 0x1c; next = socket.getInputStream()
                    .read()) {
                answer.append((char) next);
            }
            return answer.toString();
        }
    }

    private static JsonNode json(WebHub node, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(node, "GET", path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static HttpResponse<String> send(WebHub node, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = request(node, path).header("Content-Type", "application/json")
                .method(method, body.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(WebHub node, String path) {
        return HttpRequest.newBuilder(URI.create(node.origin() + path));
    }
}
