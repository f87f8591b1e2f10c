package org.tributary.hub.fhir.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.hub.fhir.FhirServer;
import org.tributary.hub.fhir.FhirServer.Reply;
import tools.jackson.databind.JsonNode;

/** R4, RESTful API, section 3.1.0.11: batches, operations in both kinds of Bundle, and what they answer. */
class BatchConformanceTest {

    private static final FhirServer SERVER = FhirServer.shared();
    private static final String PATIENT = "{\"resourceType\":\"Patient\"}";

    @BeforeAll
    static void load() {
        SERVER.keep("""
                {"resourceType":"Patient","id":"ba-1","birthDate":"1950-02-03","name":[{"family":"Batchson"}],
                 "identifier":[{"system":"urn:ba","value":"ba-1"}]}""");
    }

    private static Reply send(String type, String... entries) {
        return SERVER.post("", "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\""
                + (entries.length == 0 ? "" : ",\"entry\":[" + String.join(",", entries) + "]") + "}");
    }

    private static String entry(String method, String url, String resource) {
        return "{%s\"request\":{\"method\":\"%s\",\"url\":\"%s\"}}".formatted(
                resource.isEmpty() ? "" : "\"resource\":" + resource + ",", method, url);
    }

    private static List<String> statuses(Reply reply) {
        return reply.json()
                .path("entry")
                .valueStream()
                .map(entry -> entry.at("/response/status").asString().substring(0, 3))
                .toList();
    }

    @Nested
    @DisplayName("3.1.0.11.1 batch processing rules")
    class Batches {

        @Test
        @DisplayName("a batch is 200 whatever becomes of its entries, each of which stands for itself")
        void independent() {
            Reply reply = send("batch", entry("GET", "Patient/ba-none", ""), entry("POST", "Patient", PATIENT),
                    entry("POST", "Patient", "{\"resourceType\":\"Patient\",\"x\":1}"),
                    entry("GET", "Patient/ba-1", ""));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(statuses(reply)).containsExactly("404", "201", "400", "200");
        }

        @Test
        @DisplayName("an entry that fails has an outcome that says why, and no resource")
        void outcome() {
            JsonNode entry = send("batch", entry("GET", "Patient/ba-none", "")).json().at("/entry/0");

            assertThat(entry.at("/response/outcome/resourceType").asString()).isEqualTo("OperationOutcome");
            assertThat(entry.has("resource")).isFalse();
        }

        @ParameterizedTest(name = "an entry {0} is refused by itself")
        @ValueSource(strings = {"{\"resource\":{\"resourceType\":\"Patient\"}}",
                "{\"request\":{\"method\":\"POST\",\"url\":\"Patient\"}}",
                "{\"request\":{\"method\":\"PUT\",\"url\":\"Patient/ba-9\"}}",
                "{\"request\":{\"method\":\"GET\",\"url\":\"\"}}"})
        void incomplete(String entry) {
            Reply reply = send("batch", entry, entry("GET", "Patient/ba-1", ""));

            assertThat(statuses(reply)).containsExactly("400", "200");
        }
    }

    @Nested
    @DisplayName("3.1.0.11 operations in a batch or transaction")
    class Operations {

        private static final String MATCH = """
                {"resourceType":"Parameters","parameter":[{"name":"resource","resource":{"resourceType":"Patient",
                 "identifier":[{"system":"urn:ba","value":"ba-1"}]}}]}""";

        @ParameterizedTest(name = "a {0} takes operations by GET and by POST")
        @ValueSource(strings = {"batch", "transaction"})
        void operations(String type) {
            Reply reply = send(type, entry("POST", "Patient/$match", MATCH),
                    entry("POST", "Patient/$validate", PATIENT), entry("GET", "Patient/ba-1/$meta", ""),
                    entry("POST", "Patient", PATIENT));

            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            assertThat(statuses(reply)).containsExactly("200", "200", "200", "201");
            assertThat(reply.json().at("/entry/0/resource/entry/0/resource/id").asString()).isEqualTo("ba-1");
            assertThat(reply.json().at("/entry/1/resource/resourceType").asString()).isEqualTo("OperationOutcome");
        }

        @ParameterizedTest(name = "a transaction refuses {0}, which would be committed by itself")
        @ValueSource(strings = {"Patient/ba-1/$meta-add", "Composition/ba-1/$document?persist=true", "$export"})
        void writing(String url) {
            Reply reply = send("transaction", entry("POST", url, "{\"resourceType\":\"Parameters\"}"));

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.diagnostics()).contains("operations that only read");
        }
    }

    @Nested
    @DisplayName("3.1.0.11.2 transaction processing rules")
    class Transactions {

        @Test
        @DisplayName("a transaction without entries is no error")
        void empty() {
            assertThat(send("transaction").status()).isEqualTo(200);
        }

        @Test
        @DisplayName("one entry that fails fails all: nothing is written, and the answer is an OperationOutcome")
        void allOrNothing() {
            Reply reply = send("transaction", entry("PUT", "Patient/ba-2", PATIENT.replace("}", ",\"id\":\"ba-2\"}")),
                    entry("POST", "Patient", "{\"resourceType\":\"Patient\",\"x\":1}"));

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().path("resourceType").asString()).isEqualTo("OperationOutcome");
            assertThat(SERVER.get("Patient/ba-2").status()).isEqualTo(404);
        }

        @Test
        @DisplayName("updates may ask for a version, as they do alone")
        void versions() {
            String update = "{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"ba-1\"},\"request\":"
                    + "{\"method\":\"PUT\",\"url\":\"Patient/ba-1\",\"ifMatch\":\"W/\\\"9\\\"\"}}";

            assertThat(send("transaction", update).status()).isEqualTo(412);
        }
    }

    @Nested
    @DisplayName("3.1.0.11.3 batch/transaction response")
    class Responses {

        @ParameterizedTest(name = "a {0} is answered by a {0}-response, an entry for each in their order")
        @ValueSource(strings = {"batch", "transaction"})
        void inOrder(String type) {
            Reply reply = send(type, entry("GET", "Patient/ba-1", ""), entry("POST", "Patient", PATIENT),
                    entry("DELETE", "Patient/ba-gone", ""));

            assertThat(reply.json().path("type").asString()).isEqualTo(type + "-response");
            assertThat(statuses(reply)).containsExactly("200", "201", "204");
            JsonNode created = reply.json().at("/entry/1/response");
            assertThat(created.path("location").asString()).matches("Patient/[^/]+/_history/1");
            assertThat(created.path("etag").asString()).isEqualTo("W/\"1\"");
            assertThat(created.path("lastModified").asString()).isNotEmpty();
        }
    }

    @Nested
    @DisplayName("3.1.0.11.4 accepting other Bundle types")
    class OtherTypes {

        @ParameterizedTest(name = "a {0} may name its requests by their whole URLs, of this server")
        @ValueSource(strings = {"batch", "transaction"})
        void wholeUrls(String type) {
            String url = SERVER.base() + "/Patient/whole-" + type;
            Reply reply = SERVER.post("",
                    """
                            {"resourceType":"Bundle","type":"%1$s","entry":[
                             {"fullUrl":"%2$s","resource":{"resourceType":"Patient","id":"whole-%1$s"},
                              "request":{"method":"PUT","url":"%2$s"}},
                             {"resource":{"resourceType":"Media","status":"completed","content":{"title":"x"},"subject":{"reference":"%2$s"}},
                              "request":{"method":"PUT","url":"Media?subject=%2$s"}}]}"""
                            .formatted(type, url));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(SERVER.get("Patient/whole-" + type).status()).isEqualTo(200);
            assertThat(SERVER.find("Media?subject=Patient/whole-" + type)).hasSize(1);
            SERVER.delete("Media/" + SERVER.find("Media?subject=Patient/whole-" + type).getFirst());
        }

        @ParameterizedTest(name = "a {0} with another server's URLs is refused: 404")
        @ValueSource(strings = {"batch", "transaction"})
        void othersUrls(String type) {
            Reply reply = SERVER.post("", """
                    {"resourceType":"Bundle","type":"%s","entry":[{"request":{"method":"GET",
                     "url":"https://elsewhere.example/fhir/Patient/1"}}]}""".formatted(type));

            assertThat(reply.text()).contains("is not known");
        }

        @ParameterizedTest(name = "what a {0} does not need, such as a total, is passed over")
        @ValueSource(strings = {"batch", "transaction"})
        void whatIsNotNeeded(String type) {
            Reply reply = SERVER.post("", "{\"resourceType\":\"Bundle\",\"type\":\"" + type
                    + "\",\"total\":0,\"entry\":[{\"request\":{\"method\":\"GET\",\"url\":\"Patient?_id=none\"}}]}");

            assertThat(reply.status()).isEqualTo(200);
        }

        @ParameterizedTest(name = "a Bundle of type {0} is not taken at the base: 400")
        @ValueSource(strings = {"history", "collection", "searchset", "document"})
        void refused(String type) {
            assertThat(send(type, "{\"resource\":" + PATIENT + "}").diagnostics()).contains("Bundle.type");
        }
    }
}
