package org.tributary.hub.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.hub.fhir.FhirServer.Reply;
import tools.jackson.databind.JsonNode;

/** {@code $validate} on types and resources. */
class ValidateOperationTest {

    private static final FhirServer SERVER = FhirServer.shared();
    private static final String GOOD = "{\"resourceType\":\"Patient\",\"gender\":\"female\",\"birthDate\":\"1960-01-02\"}";
    private static final String NOBODY = "{\"resourceType\":\"Patient\",\"contact\":[{\"gender\":\"male\"}]}";

    private static boolean hasError(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().path("resourceType").asString()).isEqualTo("OperationOutcome");
        for (JsonNode issue : reply.json().path("issue")) {
            if (issue.path("severity").asString().equals("error")) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aGoodResourceHasNoErrors() {
        assertThat(hasError(SERVER.post("Patient/$validate", GOOD))).isFalse();
    }

    @Test
    void whatAnInvariantForbidsIsAnErrorAndTheAnswerIsStill200() {
        Reply reply = SERVER.post("Patient/$validate", NOBODY);
        assertThat(hasError(reply)).isTrue();
        assertThat(reply.text()).contains("pat-1").contains("Patient.contact[0]");
    }

    @Test
    void theResourceMayComeInParametersWithAMode() {
        Reply reply = SERVER.post("Patient/$validate", """
                {"resourceType":"Parameters","parameter":[{"name":"mode","valueCode":"create"},
                 {"name":"resource","resource":%s}]}""".formatted(NOBODY));
        assertThat(hasError(reply)).isTrue();
    }

    @Test
    void whatIsNoR4AtAllIsAnErrorToo() {
        Reply reply = SERVER.post("Patient/$validate", "{\"resourceType\":\"Patient\",\"colour\":\"red\"}");
        assertThat(hasError(reply)).isTrue();
        assertThat(reply.text()).contains("colour");
    }

    @Test
    void aProfileCanBeAskedFor() {
        String weight = """
                {"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org",
                 "code":"29463-7"}]},"subject":{"reference":"Patient/x"},"effectiveDateTime":"2024-01-01",
                 "valueQuantity":{"value":70,"unit":"kg","system":"http://unitsofmeasure.org","code":"kg"}%s}""";
        String category = """
                ,"category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category",
                 "code":"vital-signs"}]}]""";
        String profile = "?profile=http://hl7.org/fhir/StructureDefinition/bodyweight";
        assertThat(hasError(SERVER.post("Observation/$validate" + profile, weight.formatted(category)))).isFalse();
        assertThat(hasError(SERVER.post("Observation/$validate" + profile, weight.formatted("")))).isTrue();
        assertThat(SERVER.post("Observation/$validate?profile=http://example.org/unheard-of", weight.formatted(""))
                .status()).isEqualTo(400);
    }

    @Test
    void profilesThatWereStoredCountForThoseWhoSeeThem() {
        String url = "https://client.example/StructureDefinition/";
        SERVER.keep("""
                {"resourceType":"StructureDefinition","id":"validate-base","url":"%sgendered","name":"Gendered",
                 "status":"active","fhirVersion":"4.0.1","kind":"resource","abstract":false,"type":"Patient",
                 "derivation":"constraint","baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient",
                 "differential":{"element":[{"id":"Patient.gender","path":"Patient.gender","min":1}]}}"""
                .formatted(url));
        SERVER.keep(
                """
                        {"resourceType":"StructureDefinition","id":"validate-named","url":"%snamed","name":"Named","version":"1",
                         "status":"active","fhirVersion":"4.0.1","kind":"resource","abstract":false,"type":"Patient",
                         "derivation":"constraint","baseDefinition":"%sgendered",
                         "differential":{"element":[{"id":"Patient.name","path":"Patient.name","min":1}]}}"""
                        .formatted(url, url));
        String patient = "{\"resourceType\":\"Patient\",\"meta\":{\"profile\":[\"" + url + "named\"]}}";

        assertThat(SERVER.post("Patient/$validate", patient).text()).contains("Patient.name", "Patient.gender");
        assertThat(SERVER.post("Patient/$validate?profile=" + url + "named%7C1", "{\"resourceType\":\"Patient\"}")
                .text()).contains("Patient.name");
        assertThat(SERVER.post("Patient/$validate?profile=" + url + "named%7C2", "{\"resourceType\":\"Patient\"}")
                .status()).isEqualTo(400);
        assertThat(SERVER.post("Patient/$validate?profile=" + url + "named", "{\"resourceType\":\"Patient\"}", "Caller",
                FhirServer.TRUST).status()).isEqualTo(400);
    }

    @Test
    void aStoredResourceIsValidatedWhereItIs() {
        SERVER.put("Patient/validate-p", NOBODY.replace("{\"resourceType\":\"Patient\"",
                "{\"resourceType\":\"Patient\",\"id\":\"validate-p\""));
        assertThat(hasError(SERVER.get("Patient/validate-p/$validate"))).isTrue();
        assertThat(SERVER.get("Patient/validate-p/$validate", "Caller", FhirServer.TRUST).status()).isEqualTo(404);
        assertThat(SERVER.get("Patient/validate-p/$validate", "Caller", "system/Observation.r").status())
                .isEqualTo(403);
        assertThat(hasError(SERVER.post("Patient/validate-p/$validate?mode=update", GOOD))).isTrue();
        assertThat(hasError(SERVER.get("Patient/validate-p/$validate?mode=delete"))).isFalse();
        assertThat(SERVER.get("Patient/validate-p").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"Patient/$validate?mode=guess {\"resourceType\":\"Patient\"}",
            "Patient/$validate {\"resourceType\":\"Basic\",\"code\":{\"text\":\"x\"}}", "Patient/$validate {",
            "Patient/$validate?colour=red {\"resourceType\":\"Patient\"}",
            "Patient/$validate {\"resourceType\":\"Parameters\"}",
            "Patient/$validate?mode=delete {\"resourceType\":\"Patient\"}"}, quoteCharacter = '`')
    void aRequestThatIsWrongInItselfIsRefused(String path, String body) {
        assertThat(SERVER.post(path, body).status()).isEqualTo(400);
    }
}
