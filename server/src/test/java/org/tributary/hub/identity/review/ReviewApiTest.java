package org.tributary.hub.identity.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.hub.ApiHub.json;

import io.micrometer.core.instrument.MeterRegistry;
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
import org.tributary.hub.identity.linking.Pair;
import org.tributary.hub.ingest.CommitLine;
import tools.jackson.databind.JsonNode;

/** The review queue and decisions over {@code /api}, as a coordinator of a board, a clinician and a stranger ask. */
@SuppressWarnings("NullAway.Init")
class ReviewApiTest {

    private static final String ANN = """
            {"resourceType":"Patient","id":"%s","birthDate":"1940-05-06","gender":"female",
             "name":[{"family":"Merridew","given":["Ann"]}]}""";

    @TempDir
    private static Path secrets;

    private static ApiHub api;

    @BeforeAll
    static void start() throws Exception {
        Set<String> read = Set.of("system/*.rs");
        api = ApiHub.start(secrets, List.of(
                new Client("coordinator", Optional.of("QZ9"), Role.COORDINATOR, Purpose.DIRECT_CARE, read),
                new Client("clinician", Optional.of("QZ9"), Role.CLINICIAN, Purpose.DIRECT_CARE, read),
                new Client("stranger", Optional.of("RX9"), Role.COORDINATOR, Purpose.DIRECT_CARE, read),
                new Client("lab", Optional.of("QZ9"), Role.COORDINATOR, Purpose.DIRECT_CARE,
                        Set.of("system/Observation.rs")),
                new Client("operator", Optional.empty(), Role.OPERATOR, Purpose.DIRECT_CARE, read)));
        api.hub().write("A99901", ANN.formatted("gp-a"), ANN.formatted("gp-b"));
        api.hub().write("RZ8", ANN.formatted("trust-a"));
        api.hub().agree("A99901", "QZ9");
        api.hub().agree("RZ8", "QZ9");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static HttpResponse<String> ask(String client, String method, String path, String body)
            throws IOException, InterruptedException {
        return api.ask(client, method, path, body);
    }

    private static long waiting(String client) throws Exception {
        return json(ask(client, "GET", "/api/review", ""), 200).path("waiting").asLong();
    }

    private static String id(String one, String other) {
        return Pair.of(one, other).id().toString();
    }

    @Test
    void aCoordinatorDecidesACaseTakesItBackAndAllIsWritten() throws Exception {
        assertThat(waiting("coordinator")).isEqualTo(3);
        JsonNode shown = json(ask("clinician", "GET", "/api/review/" + id("gp-a", "trust-a"), ""), 200);
        assertThat(shown.at("/records/0/patient").asString()).isEqualTo("gp-a");
        assertThat(shown.at("/records/0/resource/birthDate").asString()).isEqualTo("1940-05-06");
        assertThat(shown.at("/evidence/0/words").asString()).isEqualTo("The birth date is the same.");
        String path = "/api/review/" + id("gp-a", "trust-a");
        JsonNode decided = json(ask("coordinator", "POST", path,
                "{\"answer\":\"same\",\"reason\":\"Seen with her passport.\"}"), 200);
        assertThat(decided.path("who").asString()).isEqualTo("coordinator");
        assertThat(waiting("coordinator")).isEqualTo(2);
        String person = api.hub()
                .get(CommitLine.class)
                .change(transaction -> transaction.jdbc()
                        .sql("SELECT person::text FROM person_link WHERE patient = 'gp-a' AND until IS NULL")
                        .query(String.class)
                        .single());
        JsonNode listed = json(ask("clinician", "GET", "/api/people/" + person + "/decisions", ""), 200);
        assertThat(listed.at("/0/reason").asString()).isEqualTo("Seen with her passport.");
        JsonNode undone = json(ask("coordinator", "POST", "/api/decisions/" + decided.path("id").asString() + "/undo",
                "{\"reason\":\"It was her sister's.\"}"), 200);
        assertThat(undone.path("revokedWhy").asString()).isEqualTo("It was her sister's.");
        assertThat(waiting("coordinator")).isEqualTo(3);
        List<String> trail = api.hub()
                .get(CommitLine.class)
                .change(transaction -> transaction.jdbc()
                        .sql("SELECT asked FROM audit_event WHERE action = 'E' AND caller = 'coordinator' ORDER BY id")
                        .query(String.class)
                        .list());
        assertThat(trail).contains("POST " + path);
        assertThat(ask("coordinator", "POST", "/api/decisions/" + decided.path("id").asString() + "/undo",
                "{\"reason\":\"Again.\"}").statusCode()).isEqualTo(422);
    }

    @Test
    void whoSeesLessSeesFewerCasesAndWhoIsNoneDecidesNothing() throws Exception {
        assertThat(waiting("stranger")).isZero();
        String path = "/api/review/" + id("gp-a", "gp-b");
        String body = "{\"answer\":\"different\",\"reason\":\"x\"}";
        assertThat(ask("stranger", "GET", path, "").statusCode()).isEqualTo(404);
        assertThat(ask("stranger", "POST", path, body).statusCode()).isEqualTo(404);
        assertThat(ask("clinician", "POST", path, body).statusCode()).isEqualTo(403);
        assertThat(ask("lab", "POST", path, body).statusCode()).isEqualTo(403);
        assertThat(ask("lab", "GET", "/api/review", "").statusCode()).isEqualTo(403);
    }

    @Test
    void whatCannotBeReadIsRefusedByName() throws Exception {
        String path = "/api/review/" + id("gp-a", "gp-b");
        for (String body : List.of("", "[]", "{", "{\"answer\":\"maybe\",\"reason\":\"x\"}", "{\"answer\":\"same\"}")) {
            assertThat(ask("coordinator", "POST", path, body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(ask("coordinator", "POST", path, "{\"answer\":\"same\",\"reason\":\" \"}").statusCode())
                .isEqualTo(422);
        for (String query : List.of("limit=0", "limit=101", "before=today", "state=done", "after=1", "limit=x")) {
            assertThat(ask("coordinator", "GET", "/api/review?" + query, "").statusCode()).as(query).isEqualTo(400);
        }
        assertThat(ask("coordinator", "POST", "/api/review/1", "{\"answer\":\"same\",\"reason\":\"x\"}").statusCode())
                .isEqualTo(404);
        assertThat(ask("coordinator", "POST", "/api/patients/nobody/unlink", "{\"reason\":\"x\"}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void operatorsAloneAreToldOfCrowds() throws Exception {
        JsonNode report = json(ask("operator", "GET", "/api/review/crowds", ""), 200);
        assertThat(report.path("count").asLong(-1)).isZero();
        assertThat(report.path("crowds").isEmpty()).isTrue();
        assertThat(ask("coordinator", "GET", "/api/review/crowds", "").statusCode()).isEqualTo(403);
    }

    @Test
    void metricsTellHowManyWaitAndForHowLong() {
        MeterRegistry registry = api.hub().get(MeterRegistry.class);
        assertThat(registry.get("tributary.review.waiting").gauge().value()).isBetween(2.0, 3.0);
        assertThat(registry.get("tributary.linkage.crowds").gauge().value()).isZero();
        assertThat(registry.get("tributary.review.oldest").gauge().value()).isNotNegative();
    }
}
