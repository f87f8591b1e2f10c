package org.tributary.hub.fhir.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.hub.fhir.FhirServer;
import org.tributary.hub.fhir.FhirServer.Reply;

/** R4, RESTful API, sections 3.1.0.4.3, 3.1.0.7.1 and 3.1.0.8.1: conditional update, delete and create. */
class ConditionalWritesConformanceTest {

    private final FhirServer server = FhirServer.shared();

    private static String patient(String identifier, String more) {
        return """
                {"resourceType":"Patient","identifier":[{"system":"urn:test","value":"%s"}]%s}""".formatted(identifier,
                more);
    }

    private int count(String identifier) {
        return server.get("Patient?identifier=urn:test%7C" + identifier + "&_total=accurate")
                .json()
                .path("total")
                .asInt();
    }

    private String create(String identifier) {
        return server.post("Patient", patient(identifier, "")).json().path("id").asString();
    }

    @Test
    @DisplayName("3.1.0.8.1 conditional create: without a match the resource is created, 201")
    void createWithoutMatch() {
        Reply reply = server.post("Patient", patient("cc-1", ""), "If-None-Exist", "identifier=urn:test|cc-1");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(count("cc-1")).isEqualTo(1);
    }

    @Test
    @DisplayName("3.1.0.8.1 conditional create: with one match the request is ignored, 200")
    void createWithOneMatch() {
        String id = create("cc-2");

        Reply reply = server.post("Patient", patient("cc-2", ",\"active\":true"), "If-None-Exist",
                "identifier=urn:test|cc-2");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Location")).endsWith("/Patient/" + id + "/_history/1");
        assertThat(reply.header("ETag")).isEqualTo("W/\"1\"");
        assertThat(reply.json().path("active").isMissingNode()).isTrue();
        assertThat(count("cc-2")).isEqualTo(1);
    }

    @ParameterizedTest(name = "3.1.0.8.1 conditional create: {0} is a condition as well")
    @ValueSource(strings = {"?identifier=urn:test|cc-form", "Patient?identifier=urn:test|cc-form",
            "{base}/Patient?_format=json&identifier=urn:test%7Ccc-form"})
    void createWithAWholeUrl(String header) {
        String condition = header.replace("{base}", server.base());
        server.post("Patient", patient("cc-form", ""), "If-None-Exist", condition);

        assertThat(server.post("Patient", patient("cc-form", ""), "If-None-Exist", condition).status()).isEqualTo(200);
        assertThat(count("cc-form")).isEqualTo(1);
    }

    @ParameterizedTest(name = "3.1.0.8.1 conditional create: {0} is none")
    @ValueSource(strings = {"Practitioner?identifier=urn:test|cc-form",
            "https://elsewhere.example/fhir/Patient?identifier=urn:test|cc-form"})
    void createWithAnothersUrl(String header) {
        Reply reply = server.post("Patient", patient("cc-other", ""), "If-None-Exist", header);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.diagnostics()).contains("If-None-Exist");
        assertThat(count("cc-other")).isZero();
    }

    @Test
    @DisplayName("3.1.0.8.1 conditional create: with several matches 412, and nothing is created")
    void createWithSeveralMatches() {
        create("cc-3");
        create("cc-3");

        Reply reply = server.post("Patient", patient("cc-3", ""), "If-None-Exist", "identifier=urn:test|cc-3");

        assertThat(reply.status()).isEqualTo(412);
        assertThat(reply.issueCode()).isEqualTo("multiple-matches");
        assertThat(count("cc-3")).isEqualTo(2);
    }

    @Test
    @DisplayName("3.1.0.8.1 conditional create: of many at once one creates, however their criteria are ordered")
    void createAtOnce() throws Exception {
        List<Callable<Integer>> requests = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String condition = i % 2 == 0
                    ? "identifier=urn:test|cc-4&active=true"
                    : "active=true&identifier=urn:test|cc-4";
            requests.add(() -> server.post("Patient", patient("cc-4", ",\"active\":true"), "If-None-Exist", condition)
                    .status());
        }
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (Future<Integer> reply : threads.invokeAll(requests)) {
                statuses.add(reply.get());
            }
        }

        assertThat(statuses).containsOnly(200, 201).filteredOn(status -> status == 201).hasSize(1);
        assertThat(count("cc-4")).isEqualTo(1);
    }

    @Test
    @DisplayName("Access: what the caller may not see is no match and does not tell of itself")
    void createBesideWhatIsHidden() {
        server.post("Patient", patient("cc-5", ""), "Caller", FhirServer.TRUST);

        Reply reply = server.post("Patient", patient("cc-5", ""), "If-None-Exist", "identifier=urn:test|cc-5");

        assertThat(reply.status()).isEqualTo(201);
    }

    @Test
    @DisplayName("Access: a condition needs the permission to search")
    void conditionsNeedTheSearchScope() {
        Reply reply = server.post("Patient", patient("cc-6", ""), "If-None-Exist", "identifier=urn:test|cc-6",
                "Caller", "system/Patient.cud");

        assertThat(reply.status()).isEqualTo(403);
    }

    @Test
    @DisplayName("3.1.0.8.1 conditional create: criteria that are not understood are refused, not passed over")
    void unknownCriteria() {
        assertThat(server.post("Patient", patient("cc-7", ""), "If-None-Exist", "unheard=1").status()).isEqualTo(400);
        assertThat(server.post("Patient", patient("cc-7", ""), "If-None-Exist", "_count=1").status()).isEqualTo(400);
        assertThat(server.post("Patient", patient("cc-7", ""), "If-None-Exist", "").status()).isEqualTo(412);
        assertThat(count("cc-7")).isZero();
    }

    @Test
    @DisplayName("3.1.0.4.3 conditional update: without a match and without an id the server creates the resource")
    void updateWithoutMatchOrId() {
        Reply reply = server.put("Patient?identifier=urn:test%7Ccu-1", patient("cu-1", ""));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("Location")).contains("/Patient/").endsWith("/_history/1");
        assertThat(count("cu-1")).isEqualTo(1);
    }

    @Test
    @DisplayName("3.1.0.4.3 conditional update: without a match but with an id it is an update as create")
    void updateWithoutMatchWithId() {
        Reply reply = server.put("Patient?identifier=urn:test%7Ccu-2", patient("cu-2", ",\"id\":\"cu-2-mine\""));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(server.get("Patient/cu-2-mine").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("3.1.0.4.3 conditional update: an id without a match that is another resource's is refused, 409")
    void updateWithoutMatchWithATakenId() {
        server.put("Patient/cu-3-taken", """
                {"resourceType":"Patient","id":"cu-3-taken","active":true}""");

        Reply reply = server.put("Patient?identifier=urn:test%7Ccu-3", patient("cu-3", ",\"id\":\"cu-3-taken\""));

        assertThat(reply.status()).isEqualTo(409);
        assertThat(server.get("Patient/cu-3-taken").json().path("active").asBoolean()).isTrue();
    }

    @Test
    @DisplayName("3.1.0.4.3 conditional update: one match is updated, with its id in the body or none")
    void updateWithOneMatch() {
        String id = create("cu-4");

        Reply without = server.put("Patient?identifier=urn:test%7Ccu-4", patient("cu-4", ",\"active\":true"));
        Reply with = server.put("Patient?identifier=urn:test%7Ccu-4",
                patient("cu-4", ",\"active\":false,\"id\":\"" + id + "\""));

        assertThat(without.status()).isEqualTo(200);
        assertThat(without.json().path("id").asString()).isEqualTo(id);
        assertThat(with.status()).isEqualTo(200);
        assertThat(with.header("ETag")).isEqualTo("W/\"3\"");
        assertThat(count("cu-4")).isEqualTo(1);
    }

    @Test
    @DisplayName("3.1.0.4.3 conditional update: one match with another id than the body's is refused, 400")
    void updateWithAnotherId() {
        create("cu-5");

        assertThat(server.put("Patient?identifier=urn:test%7Ccu-5", patient("cu-5", ",\"id\":\"other\"")).status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("3.1.0.4.3 conditional update: several matches are refused, 412")
    void updateWithSeveralMatches() {
        create("cu-6");
        create("cu-6");

        assertThat(server.put("Patient?identifier=urn:test%7Ccu-6", patient("cu-6", "")).status()).isEqualTo(412);
    }

    @Test
    @DisplayName("3.1.0.5 contention: a conditional update honours If-Match")
    void updateWithOneMatchOfAnotherVersion() {
        create("cu-7");

        Reply late = server.put("Patient?identifier=urn:test%7Ccu-7", patient("cu-7", ",\"active\":true"), "If-Match",
                "W/\"7\"");

        assertThat(late.status()).isEqualTo(412);
    }

    @Test
    @DisplayName("3.1.0.4.3 an update with If-None-Match: * creates and never overwrites")
    void updateOnlyNew() {
        String body = """
                {"resourceType":"Patient","id":"cu-8"}""";

        assertThat(server.put("Patient/cu-8", body, "If-None-Match", "*").status()).isEqualTo(201);
        assertThat(server.put("Patient/cu-8", body, "If-None-Match", "*").status()).isEqualTo(412);
    }

    @Test
    @DisplayName("3.1.0.7.1 conditional delete: one match is deleted, no match is no error")
    void deleteOneOrNone() {
        String id = create("cd-1");

        assertThat(server.delete("Patient?identifier=urn:test%7Ccd-1").status()).isEqualTo(204);
        assertThat(server.get("Patient/" + id).status()).isEqualTo(410);
        assertThat(server.delete("Patient?identifier=urn:test%7Ccd-1").status()).isEqualTo(204);
    }

    @Test
    @DisplayName("3.1.0.7.1 conditional delete: a server for single deletes refuses several matches, 412")
    void deleteSeveral() {
        create("cd-2");
        create("cd-2");

        assertThat(server.delete("Patient?identifier=urn:test%7Ccd-2").status()).isEqualTo(412);
        assertThat(count("cd-2")).isEqualTo(2);
    }

    @Test
    @DisplayName("3.1.0.7.1 a delete of a type without criteria is refused, with and without a question mark")
    void deleteEverything() {
        String id = create("cd-3");

        assertThat(server.delete("Patient").status()).isEqualTo(412);
        assertThat(server.delete("Patient?").status()).isEqualTo(412);
        assertThat(server.delete("Patient?_sort=_id").status()).isEqualTo(400);
        assertThat(server.get("Patient/" + id).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("3.1.0.7.1 conditional delete: several matches are deleted where the server says so")
    void deleteSeveralWhereAllowed() {
        FhirServer multiple = FhirServer.with("tributary.fhir.conditional-delete=multiple");
        multiple.post("Patient", patient("cd-4", ""));
        multiple.post("Patient", patient("cd-4", ""));
        multiple.post("Patient", patient("cd-5", ""));

        Reply reply = multiple.delete("Patient?identifier=urn:test%7Ccd-4", "Prefer", "return=OperationOutcome");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.diagnostics()).contains("2 resources were deleted");
        assertThat(multiple.get("Patient?_total=accurate").json().path("total").asInt()).isEqualTo(1);
        assertThat(multiple.get("metadata").json().at("/rest/0/resource/0/conditionalDelete").asString())
                .isEqualTo("multiple");
    }

    @Test
    @DisplayName("3.1.0.7.1 conditional delete can be switched off")
    void deleteSwitchedOff() {
        FhirServer off = FhirServer.with("tributary.fhir.conditional-delete=off");

        assertThat(off.delete("Patient?identifier=1").issueCode()).isEqualTo("not-supported");
        assertThat(off.get("metadata").json().at("/rest/0/resource/0/conditionalDelete").asString())
                .isEqualTo("not-supported");
    }
}
