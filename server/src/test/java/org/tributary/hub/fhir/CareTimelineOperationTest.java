package org.tributary.hub.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tributary.hub.fhir.FhirServer.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The operation {@code $care-timeline} on a Patient. */
class CareTimelineOperationTest {

    private static final FhirServer SERVER = FhirServer.shared();

    /** One person whom the practice knows as timeline-gp and the trust as timeline-trust. */
    @BeforeAll
    static void oneJourney() {
        patient("timeline-gp", FhirServer.PRACTICE);
        patient("timeline-trust", FhirServer.TRUST);
        SERVER.put("Condition/timeline-asthma", """
                {"resourceType":"Condition","id":"timeline-asthma","subject":{"reference":"Patient/timeline-gp"},
                 "onsetDateTime":"2024-01"}""");
        SERVER.put("Encounter/timeline-stay", """
                {"resourceType":"Encounter","id":"timeline-stay","status":"finished","class":{"code":"IMP"},
                 "subject":{"reference":"Patient/timeline-trust"},
                 "period":{"start":"2024-03-01T10:00:00Z","end":"2024-03-05T12:00:00Z"},
                 "location":[{"location":{"reference":"Location/a"},"period":{"start":"2024-03-01T10:00:00Z"}},
                             {"location":{"reference":"Location/b"},"period":{"start":"2024-03-03T09:00:00Z"}}]}""",
                "Caller", FhirServer.TRUST);
        SERVER.put("Condition/timeline-fall", """
                {"resourceType":"Condition","id":"timeline-fall","subject":{"reference":"Patient/timeline-gp"},
                 "onsetDateTime":"2024-03-02"}""");
    }

    private static void patient(String id, String caller) {
        SERVER.put("Patient/" + id, """
                {"resourceType":"Patient","id":"%s","birthDate":"1950-02-03",
                 "identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990123454"}]}""".formatted(id),
                "Caller", caller);
    }

    @Test
    void aListOrdersTheEventsOfEveryVisiblePublisherAndTheirResourcesFollowOnce() {
        SERVER.agree(true);
        Reply reply = SERVER.get("Patient/timeline-gp/$care-timeline");
        SERVER.agree(false);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("type").asString()).isEqualTo("searchset");
        assertThat(reply.json().at("/entry/0/search/mode").asString()).isEqualTo("match");
        JsonNode list = reply.json().at("/entry/0/resource");
        assertThat(list.path("resourceType").asString()).isEqualTo("List");
        assertThat(list.at("/subject/reference").asString()).isEqualTo("Patient/timeline-gp");
        assertThat(list.path("entry").findValuesAsString("reference")).containsExactly("Condition/timeline-asthma",
                "Encounter/timeline-stay", "Condition/timeline-fall", "Encounter/timeline-stay");
        assertThat(list.path("entry").findValuesAsString("date")).containsExactly("2024-01", "2024-03-01T10:00:00Z",
                "2024-03-02", "2024-03-03T09:00:00Z");
        assertThat(reply.ids().subList(1, 4)).containsExactly("timeline-asthma", "timeline-stay", "timeline-fall");
        assertThat(reply.json().at("/entry/1/search/mode").asString()).isEqualTo("include");
        assertThat(reply.json().path("entry").size()).isEqualTo(5);
        JsonNode stay = reply.json().at("/entry/4/resource");
        assertThat(reply.json().at("/entry/4/search/mode").asString()).isEqualTo("include");
        assertThat(stay).isEqualTo(JsonMapper.shared().readTree("""
                {"resourceType":"EpisodeOfCare",
                 "meta":{"tag":[{"system":"https://tributary.example/fhir/CodeSystem/stay-algorithm","version":"1",
                   "code":"next-day"}]},
                 "extension":[
                   {"url":"https://tributary.example/fhir/StructureDefinition/stay-days","valueUnsignedInt":4},
                   {"url":"https://tributary.example/fhir/StructureDefinition/stay-member",
                    "valueReference":{"reference":"Encounter/timeline-stay"}}],
                 "status":"finished",
                 "type":[{"coding":[{"system":"https://tributary.example/fhir/CodeSystem/care-event-kind",
                   "code":"inpatient-stay","display":"Inpatient stay"}]}],
                 "patient":{"reference":"Patient/timeline-trust"},
                 "period":{"start":"2024-03-01T10:00:00Z","end":"2024-03-05T12:00:00Z"}}"""));
    }

    @Test
    void withoutAnAgreementItHoldsTheCallersOwnEvents() {
        Reply reply = SERVER.get("Patient/timeline-gp/$care-timeline");

        assertThat(reply.ids().subList(1, 3)).containsExactly("timeline-asthma", "timeline-fall");
        assertThat(reply.text()).doesNotContain("timeline-stay");
        assertThat(SERVER.get("Patient/timeline-trust/$care-timeline").status()).isEqualTo(404);
    }

    @Test
    void eventsOfTypesThatTheTokenDoesNotGrantAreNoPartOfIt() {
        Reply reply = SERVER.get("Patient/timeline-gp/$care-timeline", "Caller", "system/Patient.r");

        assertThat(reply.json().at("/entry/0/resource/resourceType").asString()).isEqualTo("List");
        assertThat(reply.json().at("/entry/0/resource/entry").isMissingNode()).isTrue();
        assertThat(reply.json().path("entry").size()).isEqualTo(1);
        assertThat(SERVER.get("Patient/timeline-gp/$care-timeline", "Caller", "system/Condition.r").status())
                .isEqualTo(403);
    }

    @Test
    void pagesFollowOneAnotherAndNoneIsLeftOut() {
        SERVER.agree(true);
        Reply first = SERVER.get("Patient/timeline-gp/$care-timeline?_count=3&setting=other");
        String next = first.json()
                .path("link")
                .valueStream()
                .filter(link -> link.path("relation").asString().equals("next"))
                .findFirst()
                .orElseThrow()
                .path("url")
                .asString();
        Reply second = SERVER.get(next.substring(next.indexOf("Patient/")));
        SERVER.agree(false);

        assertThat(first.json().at("/entry/0/resource/entry").findValuesAsString("date")).containsExactly("2024-01",
                "2024-03-01T10:00:00Z", "2024-03-02");
        assertThat(second.json().at("/entry/0/resource/entry").findValuesAsString("date"))
                .containsExactly("2024-03-03T09:00:00Z");
        assertThat(second.text()).doesNotContain("EpisodeOfCare").doesNotContain("\"next\"");
    }

    @Test
    void aFilterLeavesOutWhatIsNotAskedFor() {
        SERVER.agree(true);
        Reply reply = SERVER.get("Patient/timeline-gp/$care-timeline?period=2024-03-02/2024-03&kind=problem,transfer");
        SERVER.agree(false);

        assertThat(reply.json().at("/entry/0/resource/entry").findValuesAsString("date"))
                .containsExactly("2024-01", "2024-03-02", "2024-03-03T09:00:00Z");
        assertThat(reply.text()).doesNotContain("EpisodeOfCare");
    }

    @Test
    void whatCannotBeReadIsRefusedByName() {
        for (String query : List.of("period=2024", "period=2025/2024", "setting=moon", "kind=unknown", "_count=0",
                "algorithm=guess", "_cursor=!", "colour=red")) {
            Reply reply = SERVER.get("Patient/timeline-gp/$care-timeline?" + query);
            assertThat(reply.status()).as(query).isEqualTo(400);
            assertThat(reply.text()).as(query)
                    .contains(query.equals("_cursor=!")
                            ? "cursor"
                            : query.substring(0, query.indexOf('=')));
        }
    }

    @Test
    void aPersonThatIsNotKnownIs404() {
        assertThat(SERVER.get("Person/6f1b8a52-5c0e-4bb5-9a53-0f3a5f1f6c11/$care-timeline").status()).isEqualTo(404);
    }

    @Test
    void aPatientThatIsNotKnownIs404() {
        assertThat(SERVER.get("Patient/timeline-none/$care-timeline").status()).isEqualTo(404);
    }
}
