package org.tributary.hub.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tributary.hub.fhir.FhirServer.Reply;

/** R4, RESTful API, sections "read", "vread", "conditional read" and "HEAD". */
class ReadTest {

    private final FhirServer server = FhirServer.shared();

    @Test
    void theReadInteractionAccessesTheCurrentContentsWithItsVersionAndTime() {
        server.put("Patient/read-1", """
                {"resourceType":"Patient","id":"read-1","gender":"female"}""");
        server.put("Patient/read-1", """
                {"resourceType":"Patient","id":"read-1","gender":"other"}""");

        Reply reply = server.get("Patient/read-1");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/fhir+json;charset=UTF-8");
        assertThat(reply.header("ETag")).isEqualTo("W/\"2\"");
        assertThat(reply.header("Last-Modified")).matches("[A-Z][a-z]{2}, \\d{1,2} [A-Z][a-z]{2} \\d{4} [\\d:]{8} GMT");
        assertThat(reply.json().path("gender").asString()).isEqualTo("other");
        assertThat(reply.json().path("meta").path("versionId").asString()).isEqualTo("2");
        assertThat(reply.json().path("meta").path("lastUpdated").asString()).isNotEmpty();
    }

    @Test
    void whatWasSentComesBackWithItsOrderAndItsNumbersAsTheyWere() {
        server.put("Observation/read-numbers", """
                {"resourceType":"Observation","id":"read-numbers","valueQuantity":{"value":1.50,"unit":"mg"},
                 "status":"final","code":{"text":"dose"}}""");

        assertThat(server.get("Observation/read-numbers").text())
                .contains("\"valueQuantity\":{\"value\":1.50,\"unit\":\"mg\"},\"status\":\"final\"");
    }

    @Test
    void aResourceThatIsNotKnownIs404() {
        Reply reply = server.get("Patient/read-nowhere");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.issueCode()).isEqualTo("not-found");
        assertThat(reply.diagnostics()).contains("Patient/read-nowhere");
    }

    @Test
    void aReadOfADeletedResourceIs410AndItsEarlierVersionsStayReadable() {
        server.put("Patient/read-gone", """
                {"resourceType":"Patient","id":"read-gone","gender":"male"}""");
        server.delete("Patient/read-gone");

        assertThat(server.get("Patient/read-gone").status()).isEqualTo(410);
        assertThat(server.get("Patient/read-gone").issueCode()).isEqualTo("deleted");
        assertThat(server.get("Patient/read-gone/_history/2").status()).isEqualTo(410);
        assertThat(server.get("Patient/read-gone/_history/1").json().path("gender").asString()).isEqualTo("male");
    }

    @Test
    void theVreadInteractionReadsOneVersion() {
        server.put("Patient/vread-1", """
                {"resourceType":"Patient","id":"vread-1","gender":"female"}""");
        server.put("Patient/vread-1", """
                {"resourceType":"Patient","id":"vread-1","gender":"male"}""");

        Reply first = server.get("Patient/vread-1/_history/1");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("ETag")).isEqualTo("W/\"1\"");
        assertThat(first.json().path("gender").asString()).isEqualTo("female");
        assertThat(server.get("Patient/vread-1/_history/3").status()).isEqualTo(404);
        assertThat(server.get("Patient/vread-1/_history/one").status()).isEqualTo(404);
    }

    @Test
    void ifNoneMatchWithTheCurrentVersionIs304WithoutABody() {
        server.put("Patient/read-cached", """
                {"resourceType":"Patient","id":"read-cached"}""");

        Reply same = server.get("Patient/read-cached", "If-None-Match", "W/\"1\"");

        assertThat(same.status()).isEqualTo(304);
        assertThat(same.response().body()).isEmpty();
        assertThat(same.header("ETag")).isEqualTo("W/\"1\"");
        assertThat(server.get("Patient/read-cached", "If-None-Match", "W/\"7\"").status()).isEqualTo(200);
        assertThat(server.get("Patient/read-cached", "If-None-Match", "W/\"7\", W/\"1\"").status()).isEqualTo(304);
    }

    @Test
    void ifModifiedSinceTheLastChangeIs304() {
        server.put("Patient/read-since", """
                {"resourceType":"Patient","id":"read-since"}""");
        String changed = server.get("Patient/read-since").header("Last-Modified");

        assertThat(server.get("Patient/read-since", "If-Modified-Since", changed).status()).isEqualTo(304);
        assertThat(server.get("Patient/read-since", "If-Modified-Since", "Tue, 01 Jan 2019 00:00:00 GMT").status())
                .isEqualTo(200);
    }

    @Test
    void headIsGetWithoutTheBody() {
        server.put("Patient/read-head", """
                {"resourceType":"Patient","id":"read-head"}""");
        String length = server.get("Patient/read-head").header("Content-Length");

        Reply head = server.send("HEAD", "Patient/read-head", "");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.response().body()).isEmpty();
        assertThat(head.header("ETag")).isEqualTo("W/\"1\"");
        assertThat(head.header("Content-Length")).isEqualTo(length);
    }
}
