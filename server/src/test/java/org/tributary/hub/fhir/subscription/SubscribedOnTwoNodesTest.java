package org.tributary.hub.fhir.subscription;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.WebHub;
import org.tributary.hub.access.signin.DevelopmentDirectory;
import org.tributary.hub.fhir.subscription.RecordingEndpoint.Call;

/** A Subscription of a hub with two nodes, either of which may tell its subscriber. */
class SubscribedOnTwoNodesTest {

    private static final int CHANGES = 40;

    @Test
    void whatIsWrittenAtEitherNodeIsToldOnce() throws Exception {
        TestDatabase database = TestDatabase.create();
        try (HttpClient http = HttpClient.newHttpClient();
                RecordingEndpoint endpoint = RecordingEndpoint.start();
                WebHub one = node(database);
                WebHub other = node(database)) {
            send(http, one, "POST", "/Subscription", SubscribedHub.subscription("x", "requested",
                    "Observation?code=nodes", endpoint.url(), "\"payload\":\"application/fhir+json\""));
            for (int i = 1; i <= CHANGES; i++) {
                write(http, i % 2 == 0 ? one : other, "o-" + i);
            }
            await().atMost(60, SECONDS).until(() -> told(endpoint).containsAll(ids(CHANGES)));

            // What would be told twice would be told before what came later.
            write(http, other, "o-" + (CHANGES + 1));
            await().atMost(60, SECONDS).until(() -> told(endpoint).contains("o-" + (CHANGES + 1)));
            assertThat(told(endpoint)).containsExactlyInAnyOrderElementsOf(ids(CHANGES + 1));
        }
    }

    private static WebHub node(TestDatabase database) {
        return WebHub.startOn(database, new DevelopmentDirectory(List.of(), List.of()), "tributary.access.open=true",
                "tributary.subscriptions.targets=localhost", "tributary.jobs.poll=100ms");
    }

    private static void write(HttpClient http, WebHub node, String id) throws Exception {
        send(http, node, "PUT", "/Observation/" + id, SubscribedHub.observation(id, "final", "nodes"));
    }

    private static List<String> told(RecordingEndpoint endpoint) {
        return endpoint.accepted().stream().map(Call::json).map(json -> json.get("id").stringValue()).toList();
    }

    private static List<String> ids(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "o-" + i).toList();
    }

    private static void send(HttpClient http, WebHub node, String method, String path, String body) throws Exception {
        HttpResponse<String> response = http.send(HttpRequest.newBuilder(URI.create(node.origin() + "/fhir" + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/fhir+json")
                .build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
    }
}
