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

/** The door answers what docs/timeline.md says. */
@SuppressWarnings("NullAway.Init")
class TimelineControllerTest {

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
        String person = hub.get(ReaderDatabase.class)
                .read(Caller.hub(),
                        transaction -> hub.get(People.class).findPersonOf(transaction, "trust-patient"))
                .orElseThrow();
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
