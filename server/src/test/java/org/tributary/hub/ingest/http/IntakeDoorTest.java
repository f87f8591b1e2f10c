package org.tributary.hub.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tributary.hub.WebHub;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.ingest.Feeds.NewFeed;
import org.tributary.mapping.CareSetting;

/** The HTTP intake as a sender meets it. */
@SuppressWarnings("NullAway.Init")
class IntakeDoorTest {

    private static final String ADMISSION = String.join("\r",
            "MSH|^~\\&|PAS|RZ8|ROUTE|ROUTE|20260301110100||ADT^A01^ADT_A01|C1"
                    + "|P|2.4|||||GBR|UNICODE UTF-8|EN||iTKv1.0",
            "EVN||20260301110100",
            "PID|1||L1^^^RZ8^MR||TESTER^ONE%20TWO%||19500101|1", "PV1|1|I|W1^B^1^RZ8||||||||||||||||V1"
                    + "|||||||||||||||||||||||||20260301110100",
            "");

    private static WebHub hub;

    @BeforeAll
    static void start() {
        hub = WebHub.open();
        hub.get(CommitLine.class)
                .addFeed(new NewFeed("acute", "RZ8", CareSetting.ACUTE, "hl7v2", List.of("PAS^RZ8")));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void aDocumentIsTakenWhateverItsContentTypeAndItsLocationTellsWhatCameOfIt() throws Exception {
        for (String type : List.of("application/x-www-form-urlencoded", "text/plain", "application/fhir+json")) {
            HttpResponse<String> answer = post("/intake/acute", type, ADMISSION);
            assertThat(answer.statusCode()).as(type + ": " + answer.body()).isEqualTo(200);
            String location = answer.headers().firstValue("Location").orElseThrow();
            String message = get(location);
            assertThat(message).contains("\"state\":\"COMMITTED\"", "Encounter/", "Patient/");
        }
    }

    @Test
    void whatIsRefusedIsKeptWithItsIssues() throws Exception {
        HttpResponse<String> answer = post("/intake/acute", "text/plain", "no message");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("OperationOutcome", "\"severity\":\"error\"");
        assertThat(get(answer.headers().firstValue("Location").orElseThrow())).contains("\"state\":\"REJECTED\"");
    }

    @Test
    void anUnknownFeedAndAnEmptyBodyAreNamed() throws Exception {
        assertThat(post("/intake/nobody", "text/plain", ADMISSION).statusCode()).isEqualTo(404);
        assertThat(post("/intake/acute", "text/plain", "").statusCode()).isEqualTo(400);
    }

    private static HttpResponse<String> post(String path, String type, String body)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(hub.origin() + path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(hub.origin() + path))).body();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
