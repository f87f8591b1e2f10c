package org.tributary.hub.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tributary.hub.fhir.FhirServer.Reply;
import tools.jackson.databind.JsonNode;

/** R4, RESTful API, section "batch/transaction", and Bundle, section "resolving references". */
class BundleTest {

    private final FhirServer server = FhirServer.shared();

    @Test
    void aTransactionWritesEveryEntryAndAnswersInTheirOrder() {
        server.put("Patient/tx-old", """
                {"resourceType":"Patient","id":"tx-old"}""");

        Reply reply = server.post("",
                """
                        {"resourceType":"Bundle","type":"transaction","entry":[
                         {"resource":{"resourceType":"Patient","id":"tx-put"},"request":{"method":"PUT","url":"Patient/tx-put"}},
                         {"fullUrl":"urn:uuid:0b7c1f3e-6d3c-4f3a-9a55-000000000001",
                          "resource":{"resourceType":"Patient","gender":"female"},"request":{"method":"POST","url":"Patient"}},
                         {"request":{"method":"DELETE","url":"Patient/tx-old"}}]}""");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("type").asString()).isEqualTo("transaction-response");
        assertThat(reply.json().at("/entry/0/response/status").asString()).startsWith("201");
        assertThat(reply.json().at("/entry/0/response/location").asString()).isEqualTo("Patient/tx-put/_history/1");
        assertThat(reply.json().at("/entry/0/response/etag").asString()).isEqualTo("W/\"1\"");
        assertThat(reply.json().at("/entry/1/response/status").asString()).startsWith("201");
        assertThat(reply.json().at("/entry/2/response/status").asString()).startsWith("204");
        String created = reply.json().at("/entry/1/response/location").asString();
        assertThat(server.get(created).json().path("gender").asString()).isEqualTo("female");
        assertThat(server.get("Patient/tx-old").status()).isEqualTo(410);
    }

    @Test
    void referencesToTheFullUrlOfAnEntryBecomeReferencesToWhatItWrites() {
        Reply reply = server.post("", """
                {"resourceType":"Bundle","type":"transaction","entry":[
                 {"fullUrl":"urn:uuid:0b7c1f3e-6d3c-4f3a-9a55-000000000002",
                  "resource":{"resourceType":"Observation","status":"final","code":{"text":"pulse"},
                    "subject":{"reference":"urn:uuid:0b7c1f3e-6d3c-4f3a-9a55-000000000003"},
                    "performer":[{"reference":"Practitioner/7"},{"reference":"Practitioner/elsewhere"}]},
                  "request":{"method":"POST","url":"Observation"}},
                 {"fullUrl":"urn:uuid:0b7c1f3e-6d3c-4f3a-9a55-000000000003",
                  "resource":{"resourceType":"Patient"},"request":{"method":"POST","url":"Patient"}}]}""",
                "Prefer", "return=representation");

        assertThat(reply.status()).isEqualTo(200);
        String patient = reply.json().at("/entry/1/resource/id").asString();
        JsonNode observation = reply.json().at("/entry/0/resource");
        assertThat(observation.at("/subject/reference").asString()).isEqualTo("Patient/" + patient);
        assertThat(observation.at("/performer/1/reference").asString()).isEqualTo("Practitioner/elsewhere");
        assertThat(server.get("Observation?subject=Patient/" + patient).ids())
                .containsExactly(observation.path("id").asString());
    }

    @Test
    void relativeReferencesAreRelativeToTheBaseOfTheirEntrysFullUrl() {
        Reply reply = server.post("", """
                {"resourceType":"Bundle","type":"transaction","entry":[
                 {"fullUrl":"https://sender.example/fhir/Patient/77",
                  "resource":{"resourceType":"Patient","id":"77"},"request":{"method":"POST","url":"Patient"}},
                 {"fullUrl":"https://sender.example/fhir/Condition/78",
                  "resource":{"resourceType":"Condition","id":"78","subject":{"reference":"Patient/77"}},
                  "request":{"method":"POST","url":"Condition"}}]}""", "Prefer", "return=representation");

        assertThat(reply.json().at("/entry/1/resource/subject/reference").asString())
                .isEqualTo("Patient/" + reply.json().at("/entry/0/resource/id").asString());
    }

    @Test
    void aTransactionWithOneBadEntryWritesNothingAndNamesTheEntry() {
        Reply reply = server.post("",
                """
                        {"resourceType":"Bundle","type":"transaction","entry":[
                         {"resource":{"resourceType":"Patient","id":"tx-none"},"request":{"method":"PUT","url":"Patient/tx-none"}},
                         {"resource":{"resourceType":"Patient","id":"tx-bad","birthDate":"yesterday"},
                          "request":{"method":"PUT","url":"Patient/tx-bad"}}]}""");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/issue/0/expression/0").asString()).isEqualTo("Bundle.entry[1].resource.birthDate");
        assertThat(server.get("Patient/tx-none").status()).isEqualTo(404);
    }

    @Test
    void aTransactionWithAStaleVersionWritesNothingAndNamesTheEntry() {
        server.put("Patient/tx-version", """
                {"resourceType":"Patient","id":"tx-version"}""");

        Reply reply = server.post("",
                """
                        {"resourceType":"Bundle","type":"transaction","entry":[
                         {"resource":{"resourceType":"Patient","id":"tx-first"},"request":{"method":"PUT","url":"Patient/tx-first"}},
                         {"resource":{"resourceType":"Patient","id":"tx-version","active":true},
                          "request":{"method":"PUT","url":"Patient/tx-version","ifMatch":"W/\\"5\\""}}]}""");

        assertThat(reply.status()).isEqualTo(412);
        assertThat(reply.json().at("/issue/0/expression/0").asString()).isEqualTo("Bundle.entry[1]");
        assertThat(server.get("Patient/tx-first").status()).isEqualTo(404);
        assertThat(server.get("Patient/tx-version").header("ETag")).isEqualTo("W/\"1\"");
    }

    @Test
    void twoEntriesOfATransactionMayNotWriteOneResource() {
        Reply reply = server.post("",
                """
                        {"resourceType":"Bundle","type":"transaction","entry":[
                         {"resource":{"resourceType":"Patient","id":"tx-twice"},"request":{"method":"PUT","url":"Patient/tx-twice"}},
                         {"request":{"method":"DELETE","url":"Patient/tx-twice"}}]}""");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.diagnostics()).contains("Patient/tx-twice").contains("entry 0");
        assertThat(server.get("Patient/tx-twice").status()).isEqualTo(404);
    }

    @Test
    void whatATransactionDoesNotSupportIsRefusedByName() {
        assertThat(refusalOf("{\"method\":\"POST\",\"url\":\"Patient/1/$meta-add\"}")).contains("operations");
        assertThat(refusalOf("{\"method\":\"POST\",\"url\":\"Patient/1/$something\"}")).contains("$something");
        assertThat(refusalOf("{\"method\":\"DELETE\",\"url\":\"Patient?\"}")).contains("no criteria");
        assertThat(refusalOf("{\"method\":\"TRACE\",\"url\":\"Patient/1\"}")).contains("request.method");
        assertThat(refusalOf("{\"url\":\"Patient\"}")).contains("request.method");
    }

    private String refusalOf(String request) {
        Reply reply = server.post("", """
                {"resourceType":"Bundle","type":"transaction","entry":[{"resource":{"resourceType":"Patient"},
                 "request":%s}]}""".formatted(request));
        assertThat(reply.status()).isBetween(400, 412);
        assertThat(reply.json().at("/issue/0/expression/0").asString()).isEqualTo("Bundle.entry[0]");
        return reply.diagnostics();
    }

    @Test
    void aReferenceThatNothingInTheTransactionSatisfiesIsRefused() {
        Reply unknown = server.post("",
                """
                        {"resourceType":"Bundle","type":"transaction","entry":[
                         {"resource":{"resourceType":"Condition","subject":{"reference":"urn:uuid:0b7c1f3e-6d3c-4f3a-9a55-00000000000f"}},
                          "request":{"method":"POST","url":"Condition"}}]}""");
        Reply conditional = server.post("", """
                {"resourceType":"Bundle","type":"transaction","entry":[
                 {"resource":{"resourceType":"Condition","subject":{"reference":"Patient?identifier=bundle-nobody"}},
                  "request":{"method":"POST","url":"Condition"}}]}""");

        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.diagnostics()).contains("fullUrl");
        assertThat(conditional.status()).isEqualTo(412);
        assertThat(conditional.diagnostics()).contains("matches no Patient");
    }

    @Test
    void aBatchAnswersEachEntryOnItsOwn() {
        Reply reply = server.post("", """
                {"resourceType":"Bundle","type":"batch","entry":[
                 {"resource":{"resourceType":"Patient","id":"batch-1","gender":"male"},
                  "request":{"method":"PUT","url":"Patient/batch-1"}},
                 {"resource":{"resourceType":"Patient","id":"batch-2","birthDate":"never"},
                  "request":{"method":"PUT","url":"Patient/batch-2"}},
                 {"request":{"method":"GET","url":"Patient/batch-1"}},
                 {"request":{"method":"GET","url":"Patient?_id=batch-1"}},
                 {"request":{"method":"GET","url":"Patient/batch-9"}},
                 {"request":{"method":"POST","url":"/"}}]}""");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("type").asString()).isEqualTo("batch-response");
        assertThat(reply.json().at("/entry/0/response/status").asString()).startsWith("201");
        assertThat(reply.json().at("/entry/1/response/status").asString()).startsWith("400");
        assertThat(reply.json().at("/entry/1/response/outcome/issue/0/expression/0").asString())
                .isEqualTo("Bundle.entry[1].resource.birthDate");
        assertThat(reply.json().at("/entry/2/resource/gender").asString()).isEqualTo("male");
        assertThat(reply.json().at("/entry/2/response/etag").asString()).isEqualTo("W/\"1\"");
        assertThat(reply.json().at("/entry/3/resource/type").asString()).isEqualTo("searchset");
        assertThat(reply.json().at("/entry/4/response/status").asString()).startsWith("404");
        assertThat(reply.json().at("/entry/5/response/status").asString()).startsWith("400");
        assertThat(server.get("Patient/batch-2").status()).isEqualTo(404);
    }

    @Test
    void aBundleMayAlsoBeStoredAsAResource() {
        Reply reply = server.post("Bundle", """
                {"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient"}}]}""");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().path("type").asString()).isEqualTo("collection");
    }
}
