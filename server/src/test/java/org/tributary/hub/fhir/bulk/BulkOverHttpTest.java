package org.tributary.hub.fhir.bulk;

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

/** Import and export in the whole hub, done by its background jobs. */
class BulkOverHttpTest {

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void whatIsImportedIsExportedAgain() throws Exception {
        try (WebHub hub = WebHub.start(new DevelopmentDirectory(List.of(), List.of()), "tributary.access.open=true",
                "tributary.jobs.poll=100ms")) {
            String fhir = hub.origin() + "/fhir";
            HttpResponse<String> imported = send("POST", fhir + "/$import", """
                    {"resourceType":"Patient","id":"bulk-1"}
                    {"resourceType":"Patient","id":"bulk-2"}
                    """);
            assertThat(manifest(imported).at("/output/0/count").asInt()).isEqualTo(2);

            JsonNode exported = manifest(send("GET", fhir + "/Patient/$export", ""));
            assertThat(exported.at("/output/0/count").asInt()).isEqualTo(2);
            assertThat(send("GET", exported.at("/output/0/url").asString(), "").body()).contains("bulk-1", "bulk-2");
            String metadata = send("GET", fhir + "/metadata", "").body();
            assertThat(metadata).contains("http://hl7.org/fhir/uv/bulkdata/OperationDefinition/export");
        }
    }

    private JsonNode manifest(HttpResponse<String> accepted) throws Exception {
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        String status = BulkServer.location(accepted);
        await().atMost(20, SECONDS).until(() -> send("GET", status, "").statusCode() == 200);
        return JsonMapper.shared().readTree(send("GET", status, "").body());
    }

    private HttpResponse<String> send(String method, String url, String body) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/fhir+ndjson")
                .header("Prefer", "respond-async")
                .build(), BodyHandlers.ofString());
    }
}
