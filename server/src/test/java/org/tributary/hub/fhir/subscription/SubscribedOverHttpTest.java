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
import org.junit.jupiter.api.Test;
import org.tributary.hub.WebHub;
import org.tributary.hub.access.signin.DevelopmentDirectory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Subscription in the whole hub: over HTTP, carried out by its background job. */
class SubscribedOverHttpTest {

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aSubscriberIsToldByTheRunningHubAndCanAskHowItGoes() throws Exception {
        try (RecordingEndpoint endpoint = RecordingEndpoint.start();
                WebHub hub = WebHub.start(new DevelopmentDirectory(List.of(), List.of()),
                        "tributary.access.open=true", "tributary.subscriptions.targets=localhost",
                        "tributary.jobs.poll=100ms")) {
            String fhir = hub.origin() + "/fhir";
            JsonNode created = send("POST", fhir + "/Subscription", SubscribedHub.subscription("x", "requested",
                    "Observation?code=http", endpoint.url(), "\"payload\":\"application/fhir+json\""));
            assertThat(created.path("status").asString()).isEqualTo("active");
            assertThat(created.at("/meta/versionId").asString()).isEqualTo("1");

            send("PUT", fhir + "/Observation/http-1", SubscribedHub.observation("http-1", "final", "http"));

            await().atMost(20, SECONDS).until(() -> endpoint.accepted().size() == 1);
            String status = fhir + "/Subscription/" + created.path("id").asString() + "/$status";
            await().atMost(20, SECONDS).until(() -> value(send("GET", status, ""), "delivered").equals("1"));
            JsonNode report = send("GET", status, "");
            assertThat(value(report, "status")).isEqualTo("active");
            assertThat(value(report, "pending")).isEqualTo("0");
            assertThat(value(report, "failures")).isEqualTo("0");
        }
    }

    private static String value(JsonNode parameters, String name) {
        for (JsonNode parameter : parameters.path("parameter")) {
            if (parameter.path("name").asString().equals(name)) {
                return parameter.properties()
                        .stream()
                        .filter(member -> member.getKey().startsWith("value"))
                        .map(member -> member.getValue().asString())
                        .findFirst()
                        .orElseThrow();
            }
        }
        return "";
    }

    private JsonNode send(String method, String url, String body) throws Exception {
        HttpResponse<byte[]> response = client.send(HttpRequest.newBuilder(URI.create(url))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/fhir+json")
                .build(), BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isBetween(200, 201);
        return JsonMapper.shared().readTree(response.body());
    }
}
