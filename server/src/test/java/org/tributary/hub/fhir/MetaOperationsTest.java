package org.tributary.hub.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tributary.hub.fhir.FhirServer.Reply;
import tools.jackson.databind.JsonNode;

/** R4, operations meta, meta-add and meta-delete of resources, and versions of the system. */
class MetaOperationsTest {

    private final FhirServer server = FhirServer.shared();

    private static String meta(String meta) {
        return """
                {"resourceType":"Parameters","parameter":[{"name":"meta","valueMeta":%s}]}""".formatted(meta);
    }

    @Test
    void tagsProfilesAndLabelsAreAddedOnceAndTheRestStays() {
        server.put("Patient/meta-1", """
                {"resourceType":"Patient","id":"meta-1","meta":{"source":"urn:s","tag":[{"system":"urn:t","code":"a"}]},
                 "active":true}""");

        Reply reply = server.post("Patient/meta-1/$meta-add",
                meta("""
                        {"profile":["urn:p"],"tag":[{"system":"urn:t","code":"a","display":"again"},{"system":"urn:t","code":"b"}]}"""));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().at("/parameter/0/name").asString()).isEqualTo("return");
        assertThat(reply.json().at("/parameter/0/valueMeta/tag")).hasSize(2);
        Reply now = server.get("Patient/meta-1");
        assertThat(now.json().at("/meta/profile/0").asString()).isEqualTo("urn:p");
        assertThat(now.json().at("/meta/source").asString()).isEqualTo("urn:s");
        assertThat(now.json().path("active").asBoolean()).isTrue();
        assertThat(now.header("ETag")).isEqualTo("W/\"2\"");
        assertThat(server.get("Patient?_tag=urn:t%7Cb").ids()).containsExactly("meta-1");
    }

    @Test
    void tagsAreTakenAwayBySystemAndCode() {
        server.put("Patient/meta-2",
                """
                        {"resourceType":"Patient","id":"meta-2","meta":{"tag":[{"system":"urn:t","code":"c","display":"C"}]}}""");

        server.post("Patient/meta-2/$meta-delete", meta("""
                {"tag":[{"system":"urn:t","code":"c"},{"system":"urn:t","code":"never"}]}"""));

        Reply reply = server.get("Patient/meta-2/$meta");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().at("/parameter/0/valueMeta/tag").isMissingNode()).isTrue();
        assertThat(reply.json().at("/parameter/0/valueMeta/versionId").asString()).isEqualTo("2");
    }

    @Test
    void ofATypeAndOfTheSystemItIsWhatVisibleResourcesUse() {
        String of = "{\"resourceType\":\"Appointment\",\"id\":\"%s\",\"status\":\"booked\",\"participant\":[{\"status\":"
                + "\"accepted\",\"actor\":{\"display\":\"x\"}}],\"meta\":%s}";
        server.keep(of.formatted("meta-used-1",
                "{\"profile\":[\"urn:used-p\"],\"tag\":[{\"system\":\"urn:used\",\"code\":\"a\"},{\"system\":\"urn:used\",\"code\":\"b\"}]}"));
        server.keep(of.formatted("meta-used-2",
                "{\"security\":[{\"system\":\"urn:used\",\"code\":\"s\"}],\"tag\":[{\"system\":\"urn:other\",\"code\":\"a\"}]}"));
        server.keep(of.formatted("meta-used-3", "{\"tag\":[{\"system\":\"urn:used\",\"code\":\"hidden\"}]}"), "Caller",
                FhirServer.TRUST);

        JsonNode used = server.get("Appointment/$meta").json().at("/parameter/0/valueMeta");

        assertThat(used.path("tag").findValuesAsString("code")).containsExactly("a", "a", "b");
        assertThat(used.path("profile").toString()).isEqualTo("[\"urn:used-p\"]");
        assertThat(used.path("security").findValuesAsString("code")).containsExactly("s");
        assertThat(used.has("versionId")).isFalse();
        assertThat(server.get("$meta").text()).contains("urn:used-p").doesNotContain("hidden");
        assertThat(server.get("VisionPrescription/$meta").json().has("parameter")).isFalse();
        assertThat(server.get("Appointment/$meta", "Caller", "system/Patient.rs").status()).isEqualTo(403);
        assertThat(server.get("$meta", "Caller", "system/Observation.rs").text()).doesNotContain("urn:used-p");
    }

    @Test
    void whatIsMissingOrNotPermittedIsRefused() {
        server.put("Patient/meta-3", "{\"resourceType\":\"Patient\",\"id\":\"meta-3\"}");

        assertThat(server.post("Patient/meta-3/$meta-add", meta("{}").replace("meta\"", "mta\"")).status())
                .isEqualTo(400);
        assertThat(server.get("Patient/meta-3/$meta-add").status()).isEqualTo(405);
        assertThat(server.post("Patient/meta-none/$meta-add", meta("{\"profile\":[\"urn:p\"]}")).status())
                .isEqualTo(404);
        assertThat(server.get("Patient/meta-none/$meta").status()).isEqualTo(404);
        assertThat(server.post("Patient/meta-3/$meta-add", meta("{\"profile\":[\"urn:p\"]}"), "Caller",
                "system/Patient.r").status()).isEqualTo(403);
    }

    @Test
    void theDoorSpeaksOneVersion() {
        Reply reply = server.get("$versions");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().at("/parameter/0/valueCode").asString()).isEqualTo("4.0");
        assertThat(reply.json().at("/parameter/1/name").asString()).isEqualTo("default");
    }
}
