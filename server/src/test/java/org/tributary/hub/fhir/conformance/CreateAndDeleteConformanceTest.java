package org.tributary.hub.fhir.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.tributary.hub.fhir.FhirServer;
import org.tributary.hub.fhir.FhirServer.Reply;

/** R4, RESTful API, sections 3.1.0.7 and 3.1.0.8: delete and create; their conditional forms are elsewhere. */
class CreateAndDeleteConformanceTest {

    private static final FhirServer SERVER = FhirServer.shared();

    private static String patient(String id, String more) {
        return "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"" + more + "}";
    }

    @Nested
    @DisplayName("3.1.0.7 delete")
    class Delete {

        @Test
        @DisplayName("what is deleted is found by no search any more, and read with 410")
        void gone() {
            SERVER.keep(patient("gone-1", ",\"identifier\":[{\"value\":\"gone-1\"}]"));

            Reply reply = SERVER.delete("Patient/gone-1");

            assertThat(reply.status()).isEqualTo(204);
            assertThat(reply.text()).isEmpty();
            assertThat(SERVER.find("Patient?identifier=gone-1")).isEmpty();
            assertThat(SERVER.get("Patient/gone-1").status()).isEqualTo(410);
        }

        @Test
        @DisplayName("with an outcome to show the answer is 200")
        void payload() {
            SERVER.keep(patient("gone-2", ""));

            Reply reply = SERVER.delete("Patient/gone-2", "Prefer", "return=OperationOutcome");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().path("resourceType").asString()).isEqualTo("OperationOutcome");
        }

        @Test
        @DisplayName("deleting what is deleted, or never was, has no effect and is 204")
        void again() {
            SERVER.keep(patient("gone-3", ""));
            SERVER.delete("Patient/gone-3");

            assertThat(SERVER.delete("Patient/gone-3").status()).isEqualTo(204);
            assertThat(SERVER.delete("Patient/gone-never").status()).isEqualTo(204);
            assertThat(SERVER.get("Patient/gone-3/_history").json().path("total").asInt()).isEqualTo(2);
        }

        @Test
        @DisplayName("an update brings what was deleted back to life")
        void back() {
            SERVER.keep(patient("gone-4", ""));
            SERVER.delete("Patient/gone-4");

            assertThat(SERVER.put("Patient/gone-4", patient("gone-4", "")).status()).isEqualTo(201);
            assertThat(SERVER.get("Patient/gone-4").header("ETag")).isEqualTo("W/\"3\"");
        }

        @Test
        @DisplayName("a delete leaves the history and is an entry of it without content; its ETag is that version")
        void history() {
            SERVER.keep(patient("gone-5", ""));

            assertThat(SERVER.delete("Patient/gone-5").header("ETag")).isEqualTo("W/\"2\"");
            assertThat(SERVER.get("Patient/gone-5/_history/1").status()).isEqualTo(200);
            Reply history = SERVER.get("Patient/gone-5/_history");
            assertThat(history.json().at("/entry/0/request/method").asString()).isEqualTo("DELETE");
            assertThat(history.json().at("/entry/0/resource").isMissingNode()).isTrue();
        }

        @Test
        @DisplayName("what refers to a resource does not keep it from being deleted")
        void references() {
            SERVER.keep(patient("gone-6", ""));
            SERVER.keep("""
                    {"resourceType":"Condition","id":"gone-6","subject":{"reference":"Patient/gone-6"}}""");

            assertThat(SERVER.delete("Patient/gone-6").status()).isEqualTo(204);
        }
    }

    @Nested
    @DisplayName("3.1.0.8 create")
    class Create {

        @Test
        @DisplayName("a create is 201 with Location, ETag and Last-Modified of the new resource")
        void created() {
            Reply reply = SERVER.post("Patient", "{\"resourceType\":\"Patient\"}");

            String id = reply.json().path("id").asString();
            assertThat(reply.status()).isEqualTo(201);
            assertThat(reply.header("Location")).isEqualTo(SERVER.base() + "/Patient/" + id + "/_history/1");
            assertThat(reply.header("ETag")).isEqualTo("W/\"1\"");
            assertThat(reply.header("Last-Modified")).isNotEmpty();
        }

        @Test
        @DisplayName("id, versionId and lastUpdated of the body are ignored; other metadata stays")
        void ownIds() {
            Reply reply = SERVER.post("Patient", patient("own-id",
                    ",\"meta\":{\"versionId\":\"9\",\"lastUpdated\":\"2001-01-01T00:00:00Z\",\"tag\":[{\"code\":\"k\"}]}"));

            assertThat(reply.json().path("id").asString()).isNotEqualTo("own-id");
            assertThat(reply.json().at("/meta/versionId").asString()).isEqualTo("1");
            assertThat(reply.json().at("/meta/lastUpdated").asString()).doesNotStartWith("2001");
            assertThat(reply.json().at("/meta/tag/0/code").asString()).isEqualTo("k");
            assertThat(SERVER.get("Patient/own-id").status()).isEqualTo(404);
        }

        @Test
        @DisplayName("a body that is not of the type is 400, as is what cannot be parsed; an unknown type is 404")
        void refused() {
            assertThat(SERVER.post("Patient", "{\"resourceType\":\"Person\"}").status()).isEqualTo(400);
            assertThat(SERVER.post("Patient", "{").status()).isEqualTo(400);
            assertThat(SERVER.post("Parrot", "{\"resourceType\":\"Parrot\"}").status()).isEqualTo(404);
        }

        @Test
        @DisplayName("a refusal says what is wrong, and where")
        void outcome() {
            Reply reply = SERVER.post("Patient", "{\"resourceType\":\"Patient\",\"birthDate\":\"soon\"}");

            assertThat(reply.json().at("/issue/0/expression/0").asString()).isEqualTo("Patient.birthDate");
            assertThat(reply.diagnostics()).isNotEmpty();
        }
    }
}
