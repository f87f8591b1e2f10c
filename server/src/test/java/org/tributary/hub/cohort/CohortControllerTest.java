package org.tributary.hub.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.hub.WebHub;
import org.tributary.hub.access.Agreements;
import org.tributary.hub.access.Agreements.Agreement;
import org.tributary.hub.access.Purpose;
import org.tributary.hub.access.Role;
import org.tributary.hub.access.signin.DevelopmentAccess;
import org.tributary.hub.access.signin.DevelopmentDirectory;
import org.tributary.hub.access.signin.DevelopmentDirectory.Client;
import org.tributary.hub.ingest.CommitLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The doors of cohorts answer what docs/cohorts.md says, to each caller what is theirs. */
@SuppressWarnings("NullAway.Init")
class CohortControllerTest {

    private static final String DIABETES = "{\"all\":[{\"event\":{\"codes\":[\"44054006\"]}}]}";
    private static final String STROKE = "{\"all\":[{\"event\":{\"codes\":[\"230690007\"]}}]}";
    private static final String EVERYONE = "{\"none\":[{\"event\":{\"codes\":[\"nothing\"]}}]}";
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private static Path secrets;

    private static WebHub hub;
    private static HttpClient http;
    private static DevelopmentAccess access;

    @BeforeAll
    static void start() throws Exception {
        http = HttpClient.newHttpClient();
        Set<String> read = Set.of("system/*.rs");
        hub = WebHub.start(new DevelopmentDirectory(List.of(), List.of(
                new Client("coordinator", Optional.of("QZ9"), Role.COORDINATOR, Purpose.DIRECT_CARE, read),
                new Client("practice", Optional.of("A99901"), Role.CLINICIAN, Purpose.DIRECT_CARE, read),
                new Client("analyst", Optional.of("QZ9"), Role.ANALYST, Purpose.PLANNING, read),
                new Client("analyst-in-care", Optional.of("QZ9"), Role.ANALYST, Purpose.DIRECT_CARE, read),
                new Client("planner", Optional.of("QZ9"), Role.COORDINATOR, Purpose.PLANNING, read),
                new Client("stranger", Optional.of("RX9"), Role.COORDINATOR, Purpose.DIRECT_CARE, read),
                new Client("lab", Optional.of("QZ9"), Role.COORDINATOR, Purpose.DIRECT_CARE,
                        Set.of("system/Observation.rs")))),
                "tributary.access.development-issuer=true", "tributary.access.development-directory=" + secrets);
        access = DevelopmentAccess.read(secrets);
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            records.add("{\"resourceType\":\"Patient\",\"id\":\"gp-" + i + "\",\"gender\":\"female\",\"birthDate\":\""
                    + (i == 0 ? 1948 : 1980 + i) + "-03-03\"" + (i == 0 ? number() : "") + "}");
        }
        records.add(condition("diabetes-0", "gp-0", "44054006"));
        records.add(condition("diabetes-1", "gp-1", "44054006"));
        hub.write("A99901", records.toArray(String[]::new));
        hub.write("RZ1", "{\"resourceType\":\"Patient\",\"id\":\"trust-0\",\"birthDate\":\"1948-03-03\"" + number()
                + "}", condition("diabetes-again", "trust-0", "44054006"), condition("stroke", "trust-0", "230690007"));
        for (String publisher : List.of("A99901", "RZ1")) {
            for (Purpose purpose : List.of(Purpose.DIRECT_CARE, Purpose.PLANNING)) {
                Agreement agreement = new Agreement(publisher, "QZ9", purpose);
                hub.get(CommitLine.class).change(transaction -> {
                    hub.get(Agreements.class).add(transaction, agreement);
                    return agreement;
                });
            }
        }
    }

    private static String number() {
        return ",\"identifier\":[{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\"9990000018\"}]";
    }

    private static String condition(String id, String patient, String code) {
        return """
                {"resourceType":"Condition","id":"%s","subject":{"reference":"Patient/%s"},"onsetDateTime":"2020-01-01",
                 "code":{"coding":[{"system":"http://snomed.info/sct","code":"%s"}]}}""".formatted(id, patient, code);
    }

    @AfterAll
    static void stop() {
        http.close();
        hub.close();
    }

    private static HttpResponse<String> ask(String client, String path, String body)
            throws IOException, InterruptedException {
        String token = ((DevelopmentAccess.Token) access.token(client)).value();
        return http.send(HttpRequest.newBuilder(URI.create(hub.origin() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static JsonNode count(String client, String definition) throws Exception {
        return json(ask(client, "/api/cohorts/count", definition), 200);
    }

    @Test
    void everyExampleOfTheDocumentationIsAnswered() throws Exception {
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("..", "docs", "cohorts.md")));
        int examples = 0;
        JsonNode answer = JsonMapper.shared().createObjectNode();
        while (example.find()) {
            JsonNode told = JsonMapper.shared().readTree(example.group(1));
            if (told.has("people")) {
                ((ObjectNode) told).put("today", answer.path("today").asString());
                assertThat(answer).isEqualTo(told);
            } else {
                answer = count("coordinator", example.group(1));
            }
            examples++;
        }
        assertThat(examples).isEqualTo(6);
    }

    @Test
    void aPersonWhomTwoOrganisationsKnowIsCountedOnce() throws Exception {
        assertThat(count("coordinator", DIABETES).path("people").asInt()).isEqualTo(2);
        assertThat(count("coordinator", EVERYONE).path("people").asInt()).isEqualTo(12);
        assertThat(count("coordinator", "{\"all\":[{\"event\":{\"codes\":[\"44054006\"],\"atLeast\":2}}]}")
                .path("people")
                .asInt()).isEqualTo(1);
    }

    @Test
    void whatACallerMayNotSeeChangesNoCount() throws Exception {
        assertThat(count("practice", STROKE).path("people").asInt()).isZero();
        assertThat(count("practice", EVERYONE).path("people").asInt()).isEqualTo(12);
        assertThat(count("practice", "{\"all\":[{\"event\":{\"codes\":[\"44054006\"],\"atLeast\":2}}]}")
                .path("people")
                .asInt()).isZero();
        assertThat(count("stranger", EVERYONE).path("people").asInt()).isZero();
    }

    @Test
    void forOtherPurposesThanCareNumbersAreRoundedAndSmallOnesNotTold() throws Exception {
        for (String client : List.of("analyst", "planner", "analyst-in-care")) {
            JsonNode everyone = count(client, EVERYONE);
            assertThat(everyone.path("people").asInt()).isEqualTo(10);
            assertThat(everyone.path("rounded").asBoolean()).isTrue();
            JsonNode few = count(client, DIABETES);
            assertThat(few.has("people")).isFalse();
            assertThat(few.path("fewerThan").asInt()).isEqualTo(8);
            assertThat(few.at("/steps/0").has("people")).isFalse();
            assertThat(few.at("/steps/0/fewerThan").asInt()).isEqualTo(8);
            // Nobody at all is told the same way as a few.
            assertThat(count(client, "{\"all\":[{\"event\":{\"codes\":[\"nothing\"]}}]}").path("fewerThan").asInt())
                    .isEqualTo(8);
            json(ask(client, "/api/cohorts/members", EVERYONE), 403);
        }
    }

    @Test
    void aTokenThatGrantsNoPatientsCountsNobody() throws Exception {
        json(ask("lab", "/api/cohorts/count", EVERYONE), 403);
        json(ask("lab", "/api/cohorts/members", EVERYONE), 403);
    }

    @Test
    void membersComeInPagesAndAreInTheAuditTrail() throws Exception {
        List<String> listed = new ArrayList<>();
        String path = "/api/cohorts/members?count=5";
        Optional<String> next = Optional.of("");
        while (next.isPresent()) {
            JsonNode page = json(ask("coordinator", path + next.get(), EVERYONE), 200);
            page.path("people").forEach(person -> listed.add(person.path("person").asString()));
            next = page.has("next") ? Optional.of("&cursor=" + page.path("next").asString()) : Optional.empty();
        }
        assertThat(listed).hasSize(12).doesNotHaveDuplicates().isSorted();
        JsonNode one = json(ask("coordinator", "/api/cohorts/members", STROKE), 200).at("/people/0");
        assertThat(one.path("patients").size()).isEqualTo(2);
        assertThat(one.path("nhsNumber").asString()).isEqualTo("9990000018");
        List<String> shown = hub.get(CommitLine.class)
                .change(transaction -> transaction.jdbc()
                        .sql("""
                                SELECT p.patient FROM audit_event e JOIN audit_patient p ON p.event = e.id
                                WHERE e.caller = 'coordinator' AND e.asked = 'POST /api/cohorts/members'
                                ORDER BY p.patient""")
                        .query(String.class)
                        .list());
        assertThat(shown).containsExactly("gp-0", "trust-0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
            "[]; The definition must be an object",
            "{}; The definition must have just one of",
            "{'all':[]}; /all must be a list",
            "{'all':[],'any':[]}; The definition must have just one of",
            "{'all':[{'colour':'red'}]}; /all/0 has a member that is not known here",
            "{'all':[{'event':{}}]}; /all/0/event must say which events",
            "{'all':[{'event':{'kind':['unknown']}}]}; /all/0/event/kind cannot be read",
            "{'all':[{'event':{'kind':['problem,review']}}]}; /all/0/event/kind/0 must be one code",
            "{'all':[{'event':{'codes':[7]}}]}; /all/0/event/codes/0 must be a text",
            "{'all':[{'event':{'system':'urn:s'}}]}; /all/0/event needs the member codes",
            "{'all':[{'event':{'valueSet':'urn:none'}}]}; /all/0/event/valueSet is no value set",
            "{'all':[{'event':{'valueSet':'urn:none','codes':['1']}}]}; /all/0/event takes codes",
            "{'all':[{'event':{'period':'2026'}}]}; /all/0/event/period cannot be read",
            "{'all':[{'event':{'period':'/+99999999-01-01T00:00:00Z'}}]}; /all/0/event/period must be within",
            "{'all':[{'stay':{'period':'-99999999-01-01T00:00:00Z/'}}]}; /all/0/stay/period must be within",
            "{'all':[{'event':{'codes':['1'],'atLeast':0}}]}; /all/0/event/atLeast must be a whole number",
            "{'all':[{'event':{'value':{'unit':'g'}}}]}; /all/0/event/value needs a comparison",
            "{'all':[{'event':{'value':{'gt':1e999}}}]}; /all/0/event/value/gt must be a number",
            "{'any':[{'age':{'at':'2026-01-01'}}]}; /any/0/age needs from or to",
            "{'any':[{'age':{'from':9,'to':8}}]}; /any/0/age ends before it begins",
            "{'any':[{'age':{'at':'2026-02-30','from':1}}]}; /any/0/age/at must be a date",
            "{'none':[{'sex':'f'}]}; /none/0/sex must be one of",
            "{'all':[{'stay':{'type':'tent'}}]}; /all/0/stay/type must be bed or virtual-ward",
            "{'all':[{'stay':{'delay':{'to':3}}}]}; /all/0/stay/delay needs the member from",
            "{'all':[{'stay':{'emergency':'yes'}}]}; /all/0/stay/emergency must be true or false",
            "{'all':[{'followed':{'first':{'codes':['1']},'withinDays':1}}]}; /all/0/followed needs the member then",
            "{'all':[{'all':[{'all':[{'all':[{'all':[{'all':[{'sex':'male'}]}]}]}]}]}]}; "
                    + "/all/0/all/0/all/0/all/0/all/0/all is nested"})
    void whatCannotBeCountedIsToldByItsPlace(String definition, String message) throws Exception {
        HttpResponse<String> answer = ask("coordinator", "/api/cohorts/count", definition.replace('\'', '"'));
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer, 422).path("detail").asString()).startsWith(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {"{'all':", "nothing", "{'all':[],'all':[]}", "{} {}"})
    void whatIsNoJsonIsABadRequest(String body) throws Exception {
        json(ask("coordinator", "/api/cohorts/count", body.replace('\'', '"')), 400);
    }

    @Test
    void bodiesThatAreTooLargeAndUnknownParametersAreRefused() throws Exception {
        json(ask("coordinator", "/api/cohorts/count", " ".repeat(Cohorts.MOST_BYTES + 1)), 400);
        json(ask("coordinator", "/api/cohorts/count", ""), 400);
        json(ask("coordinator", "/api/cohorts/count?colour=red", EVERYONE), 400);
        json(ask("coordinator", "/api/cohorts/members?count=0", EVERYONE), 400);
        json(ask("coordinator", "/api/cohorts/members?cursor=x", EVERYONE), 400);
    }
}
