package org.tributary.hub.fhir.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.hub.fhir.FhirServer;
import org.tributary.hub.fhir.FhirServer.Reply;

/** R4, RESTful API, sections 3.1.0.2 to 3.1.0.5: read, vread, update, contention. */
class ReadAndUpdateConformanceTest {

    private static final FhirServer SERVER = FhirServer.shared();

    private static String patient(String id, String more) {
        return "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"" + more + "}";
    }

    @Nested
    @DisplayName("3.1.0.2 read")
    class Read {

        @Test
        @DisplayName("the resource has the id of the URL; ETag and Last-Modified tell its version")
        void read() {
            SERVER.keep(patient("ru-read-1", ""));

            Reply reply = SERVER.get("Patient/ru-read-1");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().path("id").asString()).isEqualTo("ru-read-1");
            assertThat(reply.header("ETag")).isEqualTo("W/\"1\"");
            assertThat(reply.header("Last-Modified")).isNotEmpty();
        }

        @Test
        @DisplayName("an unknown resource is 404, a deleted one 410")
        void unknownAndDeleted() {
            SERVER.keep(patient("ru-read-2", ""));
            SERVER.delete("Patient/ru-read-2");

            assertThat(SERVER.get("Patient/ru-read-none").status()).isEqualTo(404);
            assertThat(SERVER.get("Patient/ru-read-2").status()).isEqualTo(410);
        }

        @ParameterizedTest(name = "_summary={0} may be asked for of a read, which says SUBSETTED")
        @ValueSource(strings = {"true", "text", "data"})
        void summary(String summary) {
            SERVER.keep(patient("ru-read-3", ",\"active\":true,\"name\":[{\"family\":\"R\"}]"));

            Reply reply = SERVER.get("Patient/ru-read-3?_summary=" + summary);

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().at("/meta/tag/0/code").asString()).isEqualTo("SUBSETTED");
        }

        @Test
        @DisplayName("_summary=false and no _summary are the whole resource; count is for searches")
        void wholeResource() {
            SERVER.keep(patient("ru-read-4", ""));

            assertThat(SERVER.get("Patient/ru-read-4?_summary=false").text())
                    .isEqualTo(SERVER.get("Patient/ru-read-4").text());
            assertThat(SERVER.get("Patient/ru-read-4?_summary=count").status()).isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("3.1.0.3 vread")
    class ReadVersion {

        @Test
        @DisplayName("the version that the URL names is served, with its id and versionId, ETag and Last-Modified")
        void versions() {
            SERVER.keep(patient("ru-vread-1", ",\"gender\":\"male\""));
            SERVER.keep(patient("ru-vread-1", ",\"gender\":\"female\""));

            Reply first = SERVER.get("Patient/ru-vread-1/_history/1");
            Reply current = SERVER.get("Patient/ru-vread-1/_history/2");

            assertThat(first.json().path("id").asString()).isEqualTo("ru-vread-1");
            assertThat(first.json().at("/meta/versionId").asString()).isEqualTo("1");
            assertThat(first.json().path("gender").asString()).isEqualTo("male");
            assertThat(first.header("ETag")).isEqualTo("W/\"1\"");
            assertThat(first.header("Last-Modified")).isNotEmpty();
            assertThat(current.json().path("gender").asString()).isEqualTo("female");
        }

        @Test
        @DisplayName("a read tells in Content-Location which version it was")
        void contentLocation() {
            SERVER.keep(patient("ru-vread-2", ""));
            String version = SERVER.base() + "/Patient/ru-vread-2/_history/1";

            assertThat(SERVER.get("Patient/ru-vread-2").header("Content-Location")).isEqualTo(version);
            assertThat(SERVER.get("Patient/ru-vread-2", "If-None-Match", "W/\"1\"").header("Content-Location"))
                    .isEqualTo(version);
            assertThat(SERVER.get(version).status()).isEqualTo(200);
        }

        @Test
        @DisplayName("a version that says the resource was deleted is 410, earlier ones are still served")
        void deletedVersion() {
            SERVER.keep(patient("ru-vread-3", ""));
            SERVER.delete("Patient/ru-vread-3");

            assertThat(SERVER.get("Patient/ru-vread-3/_history/2").status()).isEqualTo(410);
            assertThat(SERVER.get("Patient/ru-vread-3/_history/1").status()).isEqualTo(200);
        }

        @Test
        @DisplayName("a version that never was is 404, whatever it is called")
        void unknownVersion() {
            SERVER.keep(patient("ru-vread-4", ""));

            assertThat(SERVER.get("Patient/ru-vread-4/_history/2").status()).isEqualTo(404);
            assertThat(SERVER.get("Patient/ru-vread-4/_history/first").status()).isEqualTo(404);
        }
    }

    @Nested
    @DisplayName("3.1.0.4 update")
    class Update {

        @ParameterizedTest(name = "a body with {0} is 400")
        @ValueSource(strings = {"{\"resourceType\":\"Patient\"}", "{\"resourceType\":\"Patient\",\"id\":\"other\"}",
                "{\"resourceType\":\"Person\",\"id\":\"ru-update-1\"}"})
        void bodyAndUrlDisagree(String body) {
            Reply reply = SERVER.put("Patient/ru-update-1", body);

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().path("resourceType").asString()).isEqualTo("OperationOutcome");
        }

        @Test
        @DisplayName("versionId and lastUpdated of the body are ignored; the server says the right ones")
        void metaOfTheBody() {
            Reply reply = SERVER.put("Patient/ru-update-2", patient("ru-update-2",
                    ",\"meta\":{\"versionId\":\"77\",\"lastUpdated\":\"2001-01-01T00:00:00Z\",\"source\":\"urn:s\"}"));

            assertThat(reply.json().at("/meta/versionId").asString()).isEqualTo("1");
            assertThat(reply.json().at("/meta/lastUpdated").asString()).doesNotStartWith("2001");
            assertThat(reply.json().at("/meta/source").asString()).isEqualTo("urn:s");
        }

        @Test
        @DisplayName("what was accepted is read back as it was sent")
        void sameContent() {
            String body = patient("ru-update-3", ",\"gender\":\"male\",\"active\":true,\"multipleBirthInteger\":2");
            SERVER.keep(body);

            String read = SERVER.get("Patient/ru-update-3").text();

            assertThat(read.replaceFirst("\"meta\":\\{[^}]*},?", "")).isEqualTo(body);
        }

        @Test
        @DisplayName("an update is 200 with Last-Modified, ETag and Location of the new version")
        void updated() {
            SERVER.keep(patient("ru-update-4", ""));

            Reply reply = SERVER.put("Patient/ru-update-4", patient("ru-update-4", ",\"active\":true"));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("ETag")).isEqualTo("W/\"2\"");
            assertThat(reply.header("Last-Modified")).isNotEmpty();
            assertThat(reply.header("Location")).isEqualTo(SERVER.base() + "/Patient/ru-update-4/_history/2");
        }

        @Test
        @DisplayName("past versions cannot be updated")
        void pastVersions() {
            SERVER.keep(patient("ru-update-5", ""));

            assertThat(SERVER.put("Patient/ru-update-5/_history/1", patient("ru-update-5", "")).status())
                    .isEqualTo(405);
        }

        @Test
        @DisplayName("a resource tagged SUBSETTED is taken as it is: the tag stays for readers to see")
        void subsetted() {
            String tag = ",\"meta\":{\"tag\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/"
                    + "v3-ObservationValue\",\"code\":\"SUBSETTED\"}]}";

            assertThat(
                    SERVER.put("Patient/ru-update-6", patient("ru-update-6", tag))
                            .json()
                            .at("/meta/tag/0/code")
                            .asString())
                    .isEqualTo("SUBSETTED");
        }
    }

    @Nested
    @DisplayName("3.1.0.4.1 update as create")
    class UpdateAsCreate {

        @Test
        @DisplayName("a PUT to where nothing is creates, 201 with Location, as the CapabilityStatement says")
        void creates() {
            Reply reply = SERVER.put("Patient/ru-created-1", patient("ru-created-1", ""));

            assertThat(reply.status()).isEqualTo(201);
            assertThat(reply.header("Location")).isEqualTo(SERVER.base() + "/Patient/ru-created-1/_history/1");
            assertThat(SERVER.get("metadata").json().at("/rest/0/resource/0/updateCreate").asBoolean()).isTrue();
        }

        @Test
        @DisplayName("an id that is none is refused")
        void badId() {
            assertThat(SERVER.put("Patient/ru-created_2", patient("ru-created_2", "")).status()).isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("3.1.0.4.2 rejecting updates")
    class Rejecting {

        @Test
        @DisplayName("what is no FHIR is 400, an unknown type 404, what another publisher owns 409")
        void codes() {
            SERVER.keep(patient("ru-rejected-1", ""), "Caller", FhirServer.TRUST);

            assertThat(SERVER.put("Patient/ru-rejected-2", patient("ru-rejected-2", ",\"wings\":2")).status())
                    .isEqualTo(400);
            assertThat(SERVER.put("Parrot/1", "{\"resourceType\":\"Parrot\",\"id\":\"1\"}").status()).isEqualTo(404);
            assertThat(SERVER.put("Patient/ru-rejected-1", patient("ru-rejected-1", "")).status()).isEqualTo(409);
        }
    }

    @Nested
    @DisplayName("3.1.0.5 managing resource contention")
    class Contention {

        @Test
        @DisplayName("If-Match with another version than the current one is 412 and changes nothing")
        void otherVersion() {
            SERVER.keep(patient("ru-contention-1", ",\"gender\":\"male\""));

            Reply late = SERVER.put("Patient/ru-contention-1", patient("ru-contention-1", ",\"gender\":\"other\""),
                    "If-Match", "W/\"2\"");

            assertThat(late.status()).isEqualTo(412);
            assertThat(SERVER.get("Patient/ru-contention-1").json().path("gender").asString()).isEqualTo("male");
        }

        @Test
        @DisplayName("If-Match with the current version updates")
        void sameVersion() {
            SERVER.keep(patient("ru-contention-2", ""));

            assertThat(SERVER.put("Patient/ru-contention-2", patient("ru-contention-2", ",\"active\":true"), "If-Match",
                    "W/\"1\"").header("ETag")).isEqualTo("W/\"2\"");
        }

        @Test
        @DisplayName("If-Match on what is not there creates nothing")
        void absent() {
            assertThat(SERVER.put("Patient/ru-contention-3", patient("ru-contention-3", ""), "If-Match", "W/\"1\"")
                    .status())
                    .isEqualTo(412);
        }
    }
}
