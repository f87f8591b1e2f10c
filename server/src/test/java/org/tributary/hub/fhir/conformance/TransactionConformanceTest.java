package org.tributary.hub.fhir.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tributary.hub.fhir.FhirServer;
import org.tributary.hub.fhir.FhirServer.Reply;

/** R4, RESTful API, section 3.1.0.11.2: transactions; see also {@link BatchConformanceTest}. */
class TransactionConformanceTest {

    private final FhirServer server = FhirServer.shared();

    private Reply transaction(String entries, String... headers) {
        return server.post("", """
                {"resourceType":"Bundle","type":"transaction","entry":[%s]}""".formatted(entries), headers);
    }

    private static String entry(String fullUrl, String resource, String request) {
        return "{%s%s\"request\":{%s}}".formatted(fullUrl.isEmpty() ? "" : "\"fullUrl\":\"" + fullUrl + "\",",
                resource.isEmpty() ? "" : "\"resource\":" + resource + ",", request);
    }

    private static String request(String method, String url) {
        return "\"method\":\"" + method + "\",\"url\":\"" + url + "\"";
    }

    private static String patient(String identifier) {
        return "{\"resourceType\":\"Patient\",\"identifier\":[{\"value\":\"" + identifier + "\"}]}";
    }

    private static String condition(String subject) {
        return "{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"" + subject + "\"}}";
    }

    @Test
    @DisplayName("3.1.0.11.2 the outcome does not depend on the order of entries: deletes, creates, updates, then reads")
    void order() {
        server.put("Patient/to-1", "{\"resourceType\":\"Patient\",\"id\":\"to-1\"}");
        server.put("Patient/to-2", "{\"resourceType\":\"Patient\",\"id\":\"to-2\"}");

        Reply reply = transaction(String.join(",", entry("", "", request("GET", "Patient/to-2")),
                entry("", "", request("GET", "Patient?_id=to-1,to-2&_total=accurate")),
                entry("", "{\"resourceType\":\"Patient\",\"id\":\"to-2\",\"active\":true}",
                        request("PUT", "Patient/to-2")),
                entry("", "", request("DELETE", "Patient/to-1")),
                entry("", "", request("HEAD", "Patient/to-2"))));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().at("/entry/0/resource/active").asBoolean()).isTrue();
        assertThat(reply.json().at("/entry/1/resource/total").asInt()).isEqualTo(1);
        assertThat(reply.json().at("/entry/2/response/status").asString()).startsWith("200");
        assertThat(reply.json().at("/entry/3/response/status").asString()).startsWith("204");
        assertThat(reply.json().at("/entry/4/response/status").asString()).startsWith("200");
        assertThat(reply.json().at("/entry/4/resource").isMissingNode()).isTrue();
    }

    @Test
    @DisplayName("3.1.0.11.2 a transaction of reads alone is answered")
    void readsAlone() {
        server.put("Patient/tr-1", "{\"resourceType\":\"Patient\",\"id\":\"tr-1\"}");

        Reply reply = transaction(entry("", "", request("GET", "Patient/tr-1")));

        assertThat(reply.json().at("/entry/0/resource/id").asString()).isEqualTo("tr-1");
    }

    @Test
    @DisplayName("3.1.0.11.2 a conditional create in a transaction links to its match")
    void conditionalCreate() {
        String id = server.post("Patient", patient("tc-1")).json().path("id").asString();

        Reply reply = transaction(String.join(",",
                entry("urn:uuid:11111111-0000-4000-8000-000000000001", patient("tc-1"),
                        request("POST", "Patient") + ",\"ifNoneExist\":\"identifier=tc-1\""),
                entry("", condition("urn:uuid:11111111-0000-4000-8000-000000000001"), request("POST", "Condition"))),
                "Prefer", "return=representation");

        assertThat(reply.json().at("/entry/0/response/status").asString()).startsWith("200");
        assertThat(reply.json().at("/entry/0/response/location").asString()).isEqualTo("Patient/" + id + "/_history/1");
        assertThat(reply.json().at("/entry/1/resource/subject/reference").asString()).isEqualTo("Patient/" + id);
    }

    @Test
    @DisplayName("3.1.0.11.2 conditional update and delete in a transaction")
    void conditionalUpdateAndDelete() {
        String updated = server.post("Patient", patient("tc-2")).json().path("id").asString();
        String deleted = server.post("Patient", patient("tc-3")).json().path("id").asString();

        Reply reply = transaction(String.join(",",
                entry("", patient("tc-2").replace("}]}", "}],\"active\":true}"),
                        request("PUT", "Patient?identifier=tc-2")),
                entry("", "", request("DELETE", "Patient?identifier=tc-3"))));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(server.get("Patient/" + updated).json().path("active").asBoolean()).isTrue();
        assertThat(server.get("Patient/" + deleted).status()).isEqualTo(410);
    }

    @Test
    @DisplayName("3.1.0.11.2 identities that overlap, found by conditions too, fail the whole transaction")
    void overlap() {
        String id = server.post("Patient", patient("tc-4")).json().path("id").asString();

        Reply reply = transaction(String.join(",",
                entry("", patient("tc-4"), request("PUT", "Patient?identifier=tc-4")),
                entry("", "", request("DELETE", "Patient/" + id))));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/issue/0/expression/0").asString()).isEqualTo("Bundle.entry[1]");
        assertThat(server.get("Patient/" + id).header("ETag")).isEqualTo("W/\"1\"");
    }

    @Test
    @DisplayName("3.1.0.11.2 a conditional reference becomes that of its one match")
    void conditionalReference() {
        String id = server.post("Patient", patient("tc-5")).json().path("id").asString();

        Reply reply = transaction(entry("", condition("Patient?identifier=tc-5"), request("POST", "Condition")),
                "Prefer", "return=representation");

        assertThat(reply.json().at("/entry/0/resource/subject/reference").asString()).isEqualTo("Patient/" + id);
    }

    @Test
    @DisplayName("3.1.0.11.2 conditional references are resolved after the writes: they find what the transaction creates")
    void conditionalReferenceToOwnWrite() {
        Reply reply = transaction(String.join(",",
                entry("", condition("Patient?identifier=tc-6"), request("POST", "Condition")),
                entry("", patient("tc-6"), request("POST", "Patient"))), "Prefer", "return=representation");

        assertThat(reply.status()).isEqualTo(200);
        String patient = reply.json().at("/entry/1/resource/id").asString();
        assertThat(reply.json().at("/entry/0/resource/subject/reference").asString()).isEqualTo("Patient/" + patient);
        assertThat(reply.json().at("/entry/0/response/etag").asString()).isEqualTo("W/\"1\"");
        assertThat(server.get("Patient?identifier=tc-6").ids()).containsExactly(patient);
    }

    @Test
    @DisplayName("3.1.0.11.2 a conditional reference without a match, or with several, fails the whole transaction")
    void conditionalReferenceWithoutMatch() {
        server.post("Patient", patient("tc-7"));
        server.post("Patient", patient("tc-7"));
        server.post("Patient", patient("tc-8"), "Caller", FhirServer.TRUST);

        for (String identifier : new String[]{"tc-none", "tc-7", "tc-8"}) {
            Reply reply = transaction(String.join(",",
                    entry("", "{\"resourceType\":\"Patient\",\"id\":\"tc-not\"}", request("PUT", "Patient/tc-not")),
                    entry("", condition("Patient?identifier=" + identifier), request("POST", "Condition"))));
            assertThat(reply.status()).isEqualTo(412);
        }
        assertThat(server.get("Patient/tc-not").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("3.1.0.11.2 links to entries are replaced in references, uri elements and narratives, not in identifiers")
    void links() {
        String patient = "urn:uuid:11111111-0000-4000-8000-000000000002";
        String binary = "urn:uuid:11111111-0000-4000-8000-000000000003";

        Reply reply = transaction(String.join(",", entry(patient, patient("tl-1"), request("POST", "Patient")),
                entry(binary, "{\"resourceType\":\"Binary\",\"contentType\":\"text/plain\"}",
                        request("POST", "Binary")),
                entry("",
                        """
                                {"resourceType":"DocumentReference","status":"current",
                                 "text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\"><a href=\\"%1$s\\">p</a></div>"},
                                 "identifier":[{"system":"urn:ietf:rfc:3986","value":"%2$s"}],
                                 "subject":{"reference":"%1$s"},
                                 "content":[{"attachment":{"url":"%2$s"}}]}"""
                                .formatted(patient, binary),
                        request("POST", "DocumentReference"))),
                "Prefer", "return=representation");

        String written = "Patient/" + reply.json().at("/entry/0/resource/id").asString();
        String data = "Binary/" + reply.json().at("/entry/1/resource/id").asString();
        assertThat(reply.json().at("/entry/2/resource/subject/reference").asString()).isEqualTo(written);
        assertThat(reply.json().at("/entry/2/resource/text/div").asString()).contains("href=\"" + written + "\"");
        assertThat(reply.json().at("/entry/2/resource/content/0/attachment/url").asString()).isEqualTo(data);
        assertThat(reply.json().at("/entry/2/resource/identifier/0/value").asString()).isEqualTo(binary);
    }

    @Test
    @DisplayName("3.1.0.11.1 a batch takes every interaction, conditional ones and operations too, each on its own")
    void batch() {
        server.put("Patient/tb-1", "{\"resourceType\":\"Patient\",\"id\":\"tb-1\"}");
        Reply reply = server.post("", """
                {"resourceType":"Bundle","type":"batch","entry":[%s]}""".formatted(String.join(",",
                entry("", patient("tb-2"),
                        request("POST", "Patient") + ",\"ifNoneExist\":\"identifier=tb-2\""),
                entry("", patient("tb-2"),
                        request("POST", "Patient") + ",\"ifNoneExist\":\"identifier=tb-2\""),
                entry("", "", request("GET", "Patient/tb-1/_history")),
                entry("", "", request("GET", "Patient/tb-1/$care-timeline")),
                entry("", "", request("DELETE", "Patient?")),
                entry("", "", request("HEAD", "Patient/tb-1")),
                entry("", "", request("GET", "Patient/tb-1?_elements=gender")))));

        assertThat(reply.json()
                .path("entry")
                .valueStream()
                .map(entry -> entry.at("/response/status")
                        .asString()
                        .substring(0, 3)))
                .containsExactly("201", "200", "200", "200", "412", "200", "200");
        assertThat(reply.json().at("/entry/5/resource").isMissingNode()).isTrue();
        assertThat(reply.json().at("/entry/6/resource/meta/tag/0/code").asString()).isEqualTo("SUBSETTED");
    }

    @Test
    @DisplayName("3.1.0.11.3 Prefer: return=OperationOutcome puts an outcome in each response of a Bundle")
    void outcomes() {
        Reply reply = transaction(entry("", patient("tp-1"), request("POST", "Patient")), "Prefer",
                "return=OperationOutcome");

        assertThat(reply.json().at("/entry/0/resource").isMissingNode()).isTrue();
        assertThat(reply.json().at("/entry/0/response/outcome/issue/0/severity").asString()).isEqualTo("information");
    }

    @Test
    @DisplayName("3.1.0.11.2 request.ifNoneMatch * makes an update create only")
    void onlyNew() {
        String update = entry("", "{\"resourceType\":\"Patient\",\"id\":\"tn-1\"}",
                request("PUT", "Patient/tn-1") + ",\"ifNoneMatch\":\"*\"");

        assertThat(transaction(update).status()).isEqualTo(200);
        assertThat(transaction(update).status()).isEqualTo(412);
    }

    @Test
    @DisplayName("3.1.0.11.4 a Bundle posted to /Bundle is stored as a resource, not processed")
    void storedBundle() {
        Reply reply = server.post("Bundle", """
                {"resourceType":"Bundle","type":"transaction","entry":[%s]}""".formatted(
                entry("", "{\"resourceType\":\"Patient\",\"id\":\"ts-1\"}", request("PUT", "Patient/ts-1"))));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().path("type").asString()).isEqualTo("transaction");
        assertThat(server.get("Patient/ts-1").status()).isEqualTo(404);
    }
}
