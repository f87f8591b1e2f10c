package org.tributary.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.hub.WebHub;
import org.tributary.hub.access.signin.DevelopmentDirectory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What systems are answered of worklists, and what the page of a list is when it is asked for nonsense. */
@SuppressWarnings("NullAway.Init")
class WorklistDoorTest {

    @TempDir
    private static Path files;

    private static WebHub hub;

    @BeforeAll
    static void start() throws IOException {
        hub = WebHub.startAt(Instant.parse("2026-03-12T12:00:00Z"), new DevelopmentDirectory(List.of(), List.of()),
                "tributary.access.open=true");
        PathwayPeople.load(hub, files);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void answersWhatThePageShowsAndNamesTheResource() throws Exception {
        JsonNode list = JsonMapper.shared().readTree(get("/api/worklists/ready-for-discharge").body());
        assertThat(list.at("/worklist/name").asString()).isEqualTo("ready-for-discharge");
        assertThat(list.path("total").asInt()).isEqualTo(1);
        JsonNode row = list.at("/rows/0");
        assertThat(row.path("name").asString()).isEqualTo("Rowan Arden");
        assertThat(row.path("nhsNumber").asString()).isEqualTo(PathwayPeople.WAITING);
        assertThat(row.path("source").asString()).startsWith("Encounter/");
        assertThat(row.path("since").asString()).isEqualTo("2026-03-05T09:00:00Z");
        assertThat(row.path("days").asInt()).isEqualTo(7);
        assertThat(row.path("awaited").asString()).isEqualTo("999");
        assertThat(row.path("pathway").asString()).isEqualTo("1");
        assertThat(row.has("due")).isFalse();
    }

    /** 27 February and 10 March: Hazel Fenn left and came back. */
    @Test
    void aReadmissionTellsWhatWasLeft() throws Exception {
        JsonNode row = JsonMapper.shared().readTree(get("/api/worklists/readmitted").body()).at("/rows/0");
        assertThat(row.at("/left/organisation/code").asString()).isEqualTo("RZ8");
        assertThat(row.at("/left/at").asString()).isEqualTo("2026-02-27T15:00:00Z");
        assertThat(row.path("since").asString()).isEqualTo("2026-03-10T10:00:00Z");
    }

    @Test
    void narrowsAndPages() throws Exception {
        assertThat(total("/api/worklists/ready-for-discharge?organisation=rz8")).isEqualTo(1);
        assertThat(total("/api/worklists/ready-for-discharge?organisation=999")).isZero();
        JsonNode after = JsonMapper.shared().readTree(get("/api/worklists/review-due?skip=1&count=5").body());
        assertThat(after.path("total").asInt()).isEqualTo(1);
        assertThat(after.path("rows").size()).isZero();
    }

    private static int total(String path) throws Exception {
        return JsonMapper.shared().readTree(get(path).body()).path("total").asInt();
    }

    @ParameterizedTest
    @CsvSource({"/api/worklists/party,404,no worklist", "/api/worklists/readmitted?colour=red,400,known: count",
            "/api/worklists/readmitted?sort=luck,400,sort must be",
            "/api/worklists/readmitted?count=-1,400,count must be",
            "/api/worklists/readmitted?sort=age&sort=age,400,more than once", "/worklists/party,404,Page not found",
            "/worklists/readmitted?sort=luck,404,Page not found"})
    void whatIsNoneIsRefusedByName(String path, int status, String words) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(words);
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(hub.origin() + path))
                    .header("Accept", path.startsWith("/api") ? "application/json" : "text/html")
                    .timeout(Duration.ofSeconds(60))
                    .build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
