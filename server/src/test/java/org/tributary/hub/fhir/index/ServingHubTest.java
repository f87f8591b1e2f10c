package org.tributary.hub.fhir.index;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.tributary.hub.WebHub;

/** A hub that serves without sign-in, as {@code serve --open} does: it indexes by itself. */
class ServingHubTest {

    @Test
    void whoever_sends_a_search_parameter_to_an_open_hub_can_watch_it_become_ready_and_use_it() throws Exception {
        try (WebHub hub = WebHub.open()) {
            hub.write("A81001", """
                    {"resourceType":"Patient","id":"self","extension":[{"url":"u:pet","valueString":"Rex"}]}""");
            assertThat(send(hub, "POST", "/fhir/SearchParameter", IndexedServer.definition("x", "pet", "string",
                    "Patient", "Patient.extension('u:pet').value.ofType(string)"))).contains("\"active\"");

            await().atMost(60, SECONDS).until(() -> send(hub, "GET", "/fhir/Patient?pet=rex", "").contains("\"self\""));

            assertThat(send(hub, "GET", "/fhir/metadata", "")).contains("\"pet\"");
            assertThat(send(hub, "GET", "/fhir/$reindex", "")).contains("ready");
            assertThat(send(hub, "GET", "/actuator/prometheus", "")).contains("tributary_index_types_pending 0");
        }
    }

    private static String send(WebHub hub, String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(hub.origin() + path))
                .header("Content-Type", "application/fhir+json")
                .header("Prefer", "return=representation")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}
