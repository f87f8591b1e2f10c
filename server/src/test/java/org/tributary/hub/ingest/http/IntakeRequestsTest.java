package org.tributary.hub.ingest.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tributary.hub.WebHub;
import org.tributary.hub.access.signin.DevelopmentDirectory;
import org.tributary.hub.ingest.Admissions;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.ingest.Door;
import org.tributary.hub.ingest.Feeds;
import org.tributary.hub.ingest.Feeds.NewFeed;
import org.tributary.mapping.CareSetting;

/** Requests of the HTTP intake that are compressed, repeated, too large, or come when nothing is taken. */
@SuppressWarnings("NullAway.Init")
class IntakeRequestsTest {

    private static final int LONGEST = 100_000;

    private static WebHub hub;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        http = HttpClient.newHttpClient();
        hub = WebHub.start(new DevelopmentDirectory(List.of(), List.of()), "tributary.access.open=true",
                "tributary.intake.maximum-body=" + LONGEST + "B", "tributary.intake.memory=1MB",
                "tributary.jobs.poll=100ms");
        add("acute", Door.ANY, "PAS^RZ8");
        add("wire", Door.MLLP, "WIRE^RZ8");
        add("resting", Door.ANY, "REST^RZ8");
    }

    @AfterAll
    static void stop() {
        http.close();
        hub.close();
    }

    private static void add(String code, Door door, String sender) {
        hub.get(CommitLine.class)
                .addFeed(new NewFeed(code, "RZ8", CareSetting.ACUTE, "hl7v2", List.of(sender), Optional.empty(),
                        Optional.of(door), Optional.empty(), Optional.empty()));
    }

    private static HttpResponse<String> post(String feed, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub.origin() + "/intake/" + feed))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(hub.origin() + path)).build(),
                HttpResponse.BodyHandlers.ofString()).body();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] admission(String control, int number) {
        return Admissions.bytes(Admissions.admission(control, number));
    }

    @Test
    void aCompressedDocumentIsTakenAndABombIsNot() throws Exception {
        assertThat(post("acute", gzip(admission("G1", 1)), "Content-Encoding", "gzip").statusCode()).isEqualTo(200);
        HttpResponse<String> bomb = post("acute", gzip(new byte[50_000_000]), "Content-Encoding", "gzip");
        assertThat(bomb.statusCode()).isEqualTo(413);
        assertThat(bomb.body()).contains("OperationOutcome", "too-long");
        assertThat(post("acute", admission("G2", 2), "Content-Encoding", "gzip").statusCode()).isEqualTo(400);
        assertThat(post("acute", java.util.Arrays.copyOf(gzip(admission("G3", 3)), 60), "Content-Encoding", "gzip")
                .statusCode()).isEqualTo(400);
        assertThat(post("acute", admission("G4", 4), "Content-Encoding", "br").statusCode()).isEqualTo(415);
        assertThat(post("acute", new byte[LONGEST + 1]).statusCode()).isEqualTo(413);
    }

    @Test
    void aKeyedDeliveryThatIsRepeatedIsAnsweredAgainAndAnotherUnderItsKeyIsRefused() throws Exception {
        HttpResponse<String> first = post("acute", admission("K1", 11), "Idempotency-Key", "\"one\"");
        HttpResponse<String> again = post("acute", admission("K1", 11), "Idempotency-Key", "one");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(location(again)).isEqualTo(location(first));
        HttpResponse<String> other = post("acute", admission("K2", 12), "Idempotency-Key", "one");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("Another document with the same Idempotency-Key");
        assertThat(get(location(other))).contains("\"state\":\"REJECTED\"");
        assertThat(post("acute", admission("K3", 13), "Idempotency-Key", "x".repeat(256)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aSenderWhoGoesOnIsToldWhereToAskAndTheDocumentIsWorkedOn() throws Exception {
        HttpResponse<String> kept = post("acute", admission("A1", 21), "Prefer", "respond-async");
        assertThat(kept.statusCode()).isEqualTo(202);
        assertThat(kept.headers().firstValue("Preference-Applied")).hasValue("respond-async");
        await().atMost(30, SECONDS)
                .until(() -> get(location(kept)).contains("\"state\":\"COMMITTED\""));
        assertThat(get(location(kept))).contains("\"RECEIVED\":", "\"MAPPED\":", "\"LINKED\":", "\"COMMITTED\":",
                "Encounter/");
        HttpResponse<String> again = post("acute", admission("A1", 21), "Prefer", "respond-async");
        assertThat(location(again)).isEqualTo(location(kept));
    }

    @Test
    void aPausedFeedAndOneOfAnotherDoorTurnAwayWithTheReason() throws Exception {
        pause(true);
        HttpResponse<String> paused = post("resting", admission("P1", 31));
        assertThat(paused.statusCode()).isEqualTo(503);
        assertThat(paused.headers().firstValue("Retry-After")).hasValue("60");
        assertThat(paused.body()).contains("Feed resting is paused: send again later");
        pause(false);
        assertThat(post("resting", admission("P1", 31)).statusCode()).isEqualTo(200);
        HttpResponse<String> wire = post("wire", admission("P2", 32));
        assertThat(wire.statusCode()).isEqualTo(409);
        assertThat(wire.body()).contains("by the door mllp alone");
    }

    private static void pause(boolean paused) {
        hub.get(CommitLine.class).change(transaction -> hub.get(Feeds.class).pause(transaction, "resting", paused));
    }
}
