package org.tributary.hub.pathway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tributary.hub.WebHub;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.identity.People;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The doors of a person answer what docs/timeline.md and docs/pathway.md say. */
@SuppressWarnings("NullAway.Init")
class PeopleControllerTest {

    private static WebHub hub;

    @BeforeAll
    static void start() {
        hub = WebHub.open();
        hub.write("A99901", """
                {"resourceType":"Patient","id":"practice-patient","birthDate":"1948-03-03",
                 "identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000018"}]}""", """
                {"resourceType":"Organization","id":"practice","name":"Riverside Surgery",
                 "identifier":[{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"A99901"}]}""", """
                {"resourceType":"ServiceRequest","id":"referral","status":"active","intent":"order",
                 "code":{"coding":[{"system":"http://snomed.info/sct","code":"306118006",
                   "display":"Referral to geriatric medicine service"}]},
                 "subject":{"reference":"Patient/practice-patient"},"authoredOn":"2026-03-02"}""", """
                {"resourceType":"AllergyIntolerance","id":"allergy","code":{"text":"Allergy to penicillin"},
                 "clinicalStatus":{"coding":[{"code":"active",
                   "system":"http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"}]},
                 "patient":{"reference":"Patient/practice-patient"}}""");
        hub.write("RZ901", """
                {"resourceType":"Patient","id":"trust-patient","birthDate":"1948-03-03",
                 "identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000018"}]}""", """
                {"resourceType":"Encounter","id":"stay","status":"in-progress","reasonCode":[{"text":"Fall at home"}],
                 "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"IMP"},
                 "subject":{"reference":"Patient/trust-patient"},"period":{"start":"2026-03-30T14:05:00+01:00"},
                 "location":[
                   {"location":{"display":"Acute medical unit"},"period":{"start":"2026-03-30T14:05:00+01:00"}},
                   {"location":{"display":"Ward 7"},"status":"active",
                    "period":{"start":"2026-03-31T09:30:00+01:00"}}]}""");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void answersTheWorkedExample() throws Exception {
        String person = person();
        HttpResponse<String> response = get("/api/people/" + person + "/timeline");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        ObjectNode example = (ObjectNode) documented();
        example.put("person", person);
        assertThat(JsonMapper.shared().readTree(response.body())).isEqualTo(example);
    }

    @Test
    void saysTheSameOfEveryoneWhoIsNotThere() throws Exception {
        for (String person : new String[]{"6f1b8a52-5c0e-4bb5-9a53-0f3a5f1f6c11", "nobody", "%27"}) {
            HttpResponse<String> response = get("/api/people/" + person + "/timeline");
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(JsonMapper.shared().readTree(response.body()).path("detail").asString())
                    .isEqualTo("No person with this id is known to you.");
        }
    }

    @Test
    void pagesOfTheTimelineFollowOneAnother() throws Exception {
        String path = "/api/people/" + person() + "/timeline?count=3";
        JsonNode first = json(get(path));
        JsonNode second = json(get(path + "&cursor=" + first.path("next").asString()));
        assertThat(first.path("entries").size()).isEqualTo(3);
        assertThat(second.path("entries").size()).isEqualTo(1);
        assertThat(second.at("/entries/0/source").asString()).isEqualTo("AllergyIntolerance/allergy");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void staysWaitsAndTheSummaryNameTheirResources() throws Exception {
        String path = "/api/people/" + person();
        JsonNode stays = json(get(path + "/stays?algorithm=same-day"));
        assertThat(stays.at("/algorithm/name").asString()).isEqualTo("same-day");
        assertThat(stays.at("/stays/0/members/0/source").asString()).isEqualTo("Encounter/stay");
        JsonNode waits = json(get(path + "/waits"));
        assertThat(waits.at("/waits/0/from/source").asString()).isEqualTo("ServiceRequest/referral");
        JsonNode now = json(get(path));
        assertThat(now.at("/inHospital/source").asString()).isEqualTo("Encounter/stay");
        assertThat(now.at("/inHospital/place").asString()).isEqualTo("Ward 7");
        assertThat(now.at("/alerts/0/source").asString()).isEqualTo("AllergyIntolerance/allergy");
        assertThat(now.at("/sources/0/organisation/name").asString()).isEqualTo("Riverside Surgery");
        assertThat(now.path("sources").size()).isEqualTo(2);
    }

    @Test
    void aFilterAppliesToEveryDoor() throws Exception {
        String path = "/api/people/" + person();
        assertThat(json(get(path + "/stays?organisation=A99901")).path("stays").size()).isZero();
        assertThat(json(get(path + "/waits?organisation=RZ901")).path("waits").size()).isZero();
        assertThat(json(get(path + "?organisation=RZ901")).path("alerts").size()).isZero();
        assertThat(json(get(path + "/timeline?period=/2026-03-02")).path("entries").size()).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadIsRefusedByName() throws Exception {
        String path = "/api/people/" + person();
        for (String query : new String[]{"/timeline?period=2026", "/timeline?count=0", "/timeline?cursor=x",
                "/stays?algorithm=guess", "/stays?contact-days=-1", "/waits?kind=unknown", "?setting=moon"}) {
            HttpResponse<String> response = get(path + query);
            assertThat(response.statusCode()).as(query).isEqualTo(400);
            assertThat(json(response).path("detail").asString()).as(query)
                    .contains(query.substring(query.indexOf('?') + 1, query.indexOf('=')));
        }
        HttpResponse<String> unknown = get(path + "?colour=red");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(json(unknown).path("detail").asString()).contains("known: kind, organisation, period, setting");
    }

    private static String person() {
        return hub.get(ReaderDatabase.class)
                .read(Caller.hub(),
                        transaction -> hub.get(People.class).findPersonOf(transaction, "trust-patient"))
                .orElseThrow();
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private static JsonNode documented() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "timeline.md"));
        int start = page.indexOf("```json\n") + "```json\n".length();
        return JsonMapper.shared().readTree(page.substring(start, page.indexOf("```", start)));
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(hub.origin() + path))
                    .timeout(Duration.ofSeconds(60))
                    .build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
