package org.tributary.hub.ingest.api;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.hub.ApiHub;
import org.tributary.hub.access.Purpose;
import org.tributary.hub.access.Role;
import org.tributary.hub.access.signin.DevelopmentDirectory.Client;
import org.tributary.hub.ingest.Admissions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Feeds and messages over {@code /api}, as an operator, a publisher and somebody else ask for them. */
@SuppressWarnings("NullAway.Init")
class FeedsApiTest {

    private static final String ACUTE = """
            {"code":"acute","organisation":"RZ8","setting":"acute","format":"hl7v2","senders":["PAS^RZ8"]}""";

    @TempDir
    private static Path secrets;

    private static ApiHub api;

    @BeforeAll
    static void start() throws Exception {
        Set<String> all = Set.of("system/*.cruds");
        api = ApiHub.start(secrets, List.of(
                new Client("operator", Optional.empty(), Role.OPERATOR, Purpose.DIRECT_CARE, all),
                new Client("trust", Optional.of("RZ8"), Role.SYSTEM, Purpose.DIRECT_CARE, all),
                new Client("practice", Optional.of("A99901"), Role.SYSTEM, Purpose.DIRECT_CARE, all)),
                "tributary.jobs.poll=100ms");
        api.hub().agree("RZ8", "A99901");
        assertThat(ask("operator", "POST", "/api/feeds", ACUTE).statusCode()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static HttpResponse<String> ask(String client, String method, String path, String body)
            throws IOException, InterruptedException {
        return api.ask(client, method, path, body);
    }

    private static JsonNode get(String client, String path) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(ask(client, "GET", path, "").body());
    }

    @Test
    void aFeedIsAddedEditedPausedAndResumed() throws Exception {
        HttpResponse<String> added = ask("operator", "POST", "/api/feeds", """
                {"code":"pas","organisation":"RZ8","setting":"acute","format":"hl7v2","door":"mllp",
                 "senders":["A^RZ8","B^RZ8"],"validation":"report","timeZone":"Europe/Dublin",
                 "assigningAuthorities":{"PAS1":"https://trust.example/Id/patient"},
                 "codeMaps":{"hl7v2-patient-class":{"DC":"O"}}}""");
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        assertThat(added.headers().firstValue("Location")).hasValue("/api/feeds/pas");
        JsonNode feed = get("operator", "/api/feeds/pas");
        assertThat(feed.path("door").asString()).isEqualTo("mllp");
        assertThat(feed.path("timeZone").asString()).isEqualTo("Europe/Dublin");
        assertThat(feed.path("codeMaps").path("hl7v2-patient-class").path("DC").asString()).isEqualTo("O");
        assertThat(feed.path("paused").asBoolean()).isFalse();
        assertThat(feed.path("freshness").path("lastReceived").isNull()).isTrue();

        // What was read can be sent back with one change.
        String edited = feed.toString().replace("[\"A^RZ8\",\"B^RZ8\"]", "[\"B^RZ8\",\"C^RZ8\"]");
        assertThat(ask("operator", "PUT", "/api/feeds/pas", edited).body()).contains("[\"B^RZ8\",\"C^RZ8\"]",
                "Europe/Dublin", "\"report\"");
        assertThat(ask("operator", "PUT", "/api/feeds/pas", "{\"door\":\"http\"}").body()).contains("\"http\"",
                "C^RZ8", "PAS1");
        assertThat(ask("operator", "POST", "/api/feeds/pas/pause", "").body()).contains("\"paused\":true");
        assertThat(ask("operator", "POST", "/api/feeds/pas/resume", "").body()).contains("\"paused\":false");
    }

    @Test
    void whatCannotBeIsRefusedByName() throws Exception {
        assertRefused(400, "no member 'colour'", ACUTE.replace("\"code\"", "\"colour\":1,\"code\""));
        assertRefused(400, "not a feed as JSON", "[");
        assertRefused(400, "not a feed as JSON", ACUTE.replace("\"PAS^RZ8\"", "null"));
        assertRefused(400, "send a feed", "");
        assertRefused(400, "needs the member format", ACUTE.replace(",\"format\":\"hl7v2\"", ""));
        assertRefused(400, "no setting 'ward'", ACUTE.replace("\"setting\":\"acute\"", "\"setting\":\"ward\""));
        assertRefused(422, "no format 'hl7v9'", ACUTE.replace("hl7v2", "hl7v9"));
        assertRefused(422, "no feed code", ACUTE.replace("\"acute\",\"org", "\"A CUTE\",\"org"));
        assertRefused(422, "APP^FACILITY", ACUTE.replace("PAS^RZ8", "PAS"));
        assertRefused(409, "there already", ACUTE.replace("RZ8\",\"set", "RZ9\",\"set"));
        assertRefused(409, "belongs to another feed", ACUTE.replace("\"acute\",\"org", "\"other\",\"org"));
        assertRefused(400, "no timeZone", ACUTE.replace("}", ",\"timeZone\":\"Mars/North\"}"));
        assertRefused(422, "no ConceptMap '../x'", ACUTE.replace("}", ",\"codeMaps\":{\"../x\":{}}}"));
        assertRefused(422, "absolute URI", ACUTE.replace("}", ",\"assigningAuthorities\":{\"A\":\"b\"}}"));
        assertRefused(422, "Format gpconnect reads no local codes of 'hl7v2-patient-class' or of any other ConceptMap",
                ACUTE.replace("hl7v2", "gpconnect")
                        .replace("acute", "gp")
                        .replace("\"setting\":\"gp\"", "\"setting\":\"primary\"")
                        .replace("PAS^RZ8", "GP^RZ8")
                        .replace("}", ",\"codeMaps\":{\"hl7v2-patient-class\":{\"DC\":\"O\"}}}"));
        assertRefused(422, "use one of", ACUTE.replace("}", ",\"codeMaps\":{\"cld-gender\":{\"W\":\"Female\"}}}"));
        assertRefused(422, "names no assigning authorities", ACUTE.replace("hl7v2", "hospital-csv")
                .replace("acute\",\"org", "hes\",\"org")
                .replace("PAS^RZ8", "HES^RZ8")
                .replace("}", ",\"assigningAuthorities\":{\"A\":\"https://a.example\"}}"));
        assertThat(ask("operator", "PUT", "/api/feeds/acute", "{\"organisation\":\"RZ9\"}").statusCode())
                .isEqualTo(409);
        assertThat(ask("operator", "PUT", "/api/feeds/nobody", "{}").statusCode()).isEqualTo(404);
        api.hub().write("RZ8", "{\"resourceType\":\"Patient\",\"id\":\"rest\"}");
        assertThat(ask("operator", "POST", "/api/feeds/rest-rz8/pause", "").statusCode()).isEqualTo(409);
    }

    private static void assertRefused(int status, String reason, String body) throws Exception {
        HttpResponse<String> answer = ask("operator", "POST", "/api/feeds", body);
        assertThat(answer.statusCode()).as(body + " " + answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(reason);
    }

    @Test
    void anOrganisationSeesItsOwnFeedsAndMessagesAndChangesNone() throws Exception {
        String message = send("V1", 1);
        assertThat(get("trust", "/api/feeds").path("feeds").findValuesAsString("organisation")).contains("RZ8")
                .containsOnly("RZ8");
        assertThat(get("practice", "/api/feeds").path("feeds")).isEmpty();
        assertThat(ask("practice", "GET", "/api/feeds/acute", "").statusCode()).isEqualTo(404);
        assertThat(ask("trust", "POST", "/api/feeds", ACUTE).statusCode()).isEqualTo(403);
        assertThat(ask("trust", "POST", "/api/feeds/acute/pause", "").statusCode()).isEqualTo(403);
        assertThat(ask("trust", "GET", message, "").statusCode()).isEqualTo(200);
        for (String path : List.of(message, message + "/raw")) {
            assertThat(ask("practice", "GET", path, "").statusCode()).as(path).isEqualTo(404);
        }
        assertThat(ask("practice", "POST", message + "/replay", "").statusCode()).isEqualTo(404);
        assertThat(get("practice", "/api/messages").path("messages")).isEmpty();
    }

    private static String send(String control, int number) throws Exception {
        HttpResponse<String> answer = ask("trust", "POST", "/intake/acute", Admissions.admission(control, number));
        return answer.headers().firstValue("Location").orElseThrow();
    }

    @Test
    void messagesAreListedInPagesByFeedStateAndTime() throws Exception {
        assertThat(ask("operator", "POST", "/api/feeds", ACUTE.replace("\"acute\",\"org", "\"pages\",\"org")
                .replace("PAS^RZ8", "PAGES^RZ8")).statusCode()).isEqualTo(201);
        for (int number = 1; number <= 5; number++) {
            ask("trust", "POST", "/intake/pages",
                    number == 3 ? "no message" : Admissions.admission("L" + number, number));
        }
        JsonNode first = get("trust", "/api/messages?feed=pages&limit=2");
        JsonNode second = get("trust", first.path("next").asString());
        JsonNode third = get("trust", second.path("next").asString());
        assertThat(first.path("messages")).hasSize(2);
        assertThat(second.path("messages")).hasSize(2);
        assertThat(third.path("messages")).hasSize(1);
        assertThat(third.path("next").isNull()).isTrue();
        JsonNode rejected = get("trust", "/api/messages?feed=pages&state=REJECTED");
        assertThat(rejected.path("messages")).hasSize(1);
        assertThat(rejected.path("messages").path(0).path("issues").path(0).path("severity").asString())
                .isIn("ERROR", "FATAL");
        assertThat(get("trust", "/api/messages?feed=pages&state=MAPPED").path("messages")).isEmpty();
        assertThat(get("trust", "/api/messages?feed=pages&since=2100-01-01T00:00:00Z").path("messages")).isEmpty();
        assertThat(ask("trust", "GET", "/api/messages?state=DONE", "").statusCode()).isEqualTo(400);
        assertThat(ask("trust", "GET", "/api/messages?since=yesterday", "").statusCode()).isEqualTo(400);
        assertThat(ask("trust", "GET", "/api/messages?limit=0", "").statusCode()).isEqualTo(400);
        assertThat(ask("trust", "GET", "/api/messages?before=x", "").statusCode()).isEqualTo(400);
        JsonNode freshness = get("trust", "/api/feeds/pages").path("freshness");
        assertThat(freshness.path("rejectedIn24Hours").asInt()).isEqualTo(1);
        assertThat(freshness.path("lagSecondsP95").asDouble()).isPositive();
        assertThat(freshness.path("lastCommitted").asString()).isNotEmpty();
    }

    @Test
    void aMessageShowsItsBytesAndIsReplayedAloneOrWithItsFeed() throws Exception {
        String message = send("Y1", 9);
        assertThat(ask("trust", "GET", message + "/raw", "").body()).isEqualTo(Admissions.admission("Y1", 9));
        HttpResponse<String> replayed = ask("trust", "POST", message + "/replay", "");
        assertThat(replayed.statusCode()).isEqualTo(200);
        assertThat(replayed.body()).contains("\"accepted\":true", "\"changed\":0", "\"attempts\":2");
        HttpResponse<String> all = ask("trust", "POST", "/api/feeds/acute/replay?since=2026-01-01T00:00:00Z", "");
        assertThat(all.statusCode()).isEqualTo(202);
        String replay = all.headers().firstValue("Location").orElseThrow();
        await().atMost(30, SECONDS).until(() -> !get("trust", replay).path("finished").isNull());
        assertThat(get("trust", replay).path("replayed").asInt()).isPositive();
        assertThat(get("trust", replay).path("changed").asInt()).isZero();
        assertThat(ask("practice", "GET", replay, "").statusCode()).isEqualTo(404);
        assertThat(ask("trust", "POST", "/api/feeds/acute/replay", "").statusCode()).isEqualTo(400);
    }
}
