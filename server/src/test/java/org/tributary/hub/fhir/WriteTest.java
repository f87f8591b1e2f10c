package org.tributary.hub.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tributary.hub.fhir.FhirServer.Reply;

/** R4, RESTful API, sections "create", "update", "delete" and "managing resource contention". */
class WriteTest {

    private final FhirServer server = FhirServer.shared();

    @Test
    void aCreateReturns201AndALocationWithTheNewIdAndVersion() {
        Reply reply = server.post("Patient", """
                {"resourceType":"Patient","gender":"female"}""");

        assertThat(reply.status()).isEqualTo(201);
        String id = reply.json().path("id").asString();
        assertThat(reply.header("Location")).isEqualTo(server.base() + "/Patient/" + id + "/_history/1");
        assertThat(reply.header("ETag")).isEqualTo("W/\"1\"");
        assertThat(server.get(reply.header("Location")).json().path("gender").asString()).isEqualTo("female");
    }

    @Test
    void anIdAndVersionInTheBodyOfACreateAreIgnored() {
        Reply reply = server.post("Patient", """
                {"resourceType":"Patient","id":"write-own-id",
                 "meta":{"versionId":"9","lastUpdated":"2001-01-01T00:00:00Z","tag":[{"code":"kept"}]}}""");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().path("id").asString()).isNotEqualTo("write-own-id");
        assertThat(reply.json().path("meta").path("versionId").asString()).isEqualTo("1");
        assertThat(reply.json().path("meta").path("lastUpdated").asString()).doesNotStartWith("2001");
        assertThat(reply.json().path("meta").path("tag").path(0).path("code").asString()).isEqualTo("kept");
        assertThat(server.get("Patient/write-own-id").status()).isEqualTo(404);
    }

    @Test
    void anUpdateOfAnUnknownIdCreatesTheResourceWithThatId() {
        Reply reply = server.put("Patient/write-new", """
                {"resourceType":"Patient","id":"write-new"}""");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("Location")).isEqualTo(server.base() + "/Patient/write-new/_history/1");
        assertThat(server.get("Patient/write-new").status()).isEqualTo(200);
    }

    @Test
    void anUpdateReturns200AndMakesANewVersion() {
        server.put("Patient/write-again", """
                {"resourceType":"Patient","id":"write-again","active":true}""");

        Reply reply = server.put("Patient/write-again", """
                {"resourceType":"Patient","id":"write-again","active":false}""");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("ETag")).isEqualTo("W/\"2\"");
        assertThat(reply.json().path("active").asBoolean()).isFalse();
    }

    @Test
    void anUpdateThatChangesNothingMakesNoVersion() {
        String body = """
                {"resourceType":"Patient","id":"write-same","active":true}""";
        server.put("Patient/write-same", body);

        Reply reply = server.put("Patient/write-same", body);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("ETag")).isEqualTo("W/\"1\"");
        assertThat(server.get("Patient/write-same/_history").json().path("total").asInt()).isEqualTo(1);
    }

    @Test
    void ifMatchWithAnotherVersionIs412AndWritesNothing() {
        server.put("Patient/write-match", """
                {"resourceType":"Patient","id":"write-match","gender":"male"}""");
        server.put("Patient/write-match", """
                {"resourceType":"Patient","id":"write-match","gender":"female"}""");

        Reply late = server.put("Patient/write-match", """
                {"resourceType":"Patient","id":"write-match","gender":"other"}""", "If-Match", "W/\"1\"");
        Reply lateDelete = server.delete("Patient/write-match", "If-Match", "W/\"1\"");

        assertThat(late.status()).isEqualTo(412);
        assertThat(late.issueCode()).isEqualTo("conflict");
        assertThat(lateDelete.status()).isEqualTo(412);
        assertThat(server.get("Patient/write-match").json().path("gender").asString()).isEqualTo("female");
        assertThat(server.put("Patient/write-match", """
                {"resourceType":"Patient","id":"write-match","gender":"other"}""", "If-Match", "W/\"2\"").status())
                .isEqualTo(200);
    }

    @Test
    void deletingIs204WhetherOrNotTheResourceWasThere() {
        server.put("Patient/write-delete", """
                {"resourceType":"Patient","id":"write-delete"}""");

        assertThat(server.delete("Patient/write-delete").status()).isEqualTo(204);
        assertThat(server.delete("Patient/write-delete").status()).isEqualTo(204);
        assertThat(server.delete("Patient/write-never").status()).isEqualTo(204);
        assertThat(server.get("Patient/write-never").status()).isEqualTo(404);
    }

    @Test
    void aDeletedResourceCanBeBroughtBackByAnUpdate() {
        server.put("Patient/write-back", """
                {"resourceType":"Patient","id":"write-back"}""");
        server.delete("Patient/write-back");

        Reply reply = server.put("Patient/write-back", """
                {"resourceType":"Patient","id":"write-back"}""");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("ETag")).isEqualTo("W/\"3\"");
        assertThat(server.get("Patient/write-back").status()).isEqualTo(200);
    }

    @Test
    void preferSaysWhatAWriteReturns() {
        String body = """
                {"resourceType":"Patient"}""";

        Reply minimal = server.post("Patient", body, "Prefer", "return=minimal");
        Reply representation = server.post("Patient", body, "Prefer", "return=representation");
        Reply outcome = server.post("Patient", body, "Prefer", "return=OperationOutcome");

        assertThat(minimal.status()).isEqualTo(201);
        assertThat(minimal.response().body()).isEmpty();
        assertThat(minimal.header("Location")).isNotEmpty();
        assertThat(representation.json().path("resourceType").asString()).isEqualTo("Patient");
        assertThat(outcome.json().path("resourceType").asString()).isEqualTo("OperationOutcome");
        assertThat(outcome.json().path("issue").path(0).path("severity").asString()).isEqualTo("information");
    }

    @Test
    void anInstancesHistoryListsItsVersionsNewestFirstByPages() {
        server.put("Patient/history-1", """
                {"resourceType":"Patient","id":"history-1","gender":"female"}""");
        server.put("Patient/history-1", """
                {"resourceType":"Patient","id":"history-1","gender":"male"}""");
        server.delete("Patient/history-1");

        Reply first = server.get("Patient/history-1/_history?_count=2");

        assertThat(first.json().path("type").asString()).isEqualTo("history");
        assertThat(first.json().path("total").asInt()).isEqualTo(3);
        assertThat(first.json().path("entry").size()).isEqualTo(2);
        assertThat(first.json().at("/entry/0/request/method").asString()).isEqualTo("DELETE");
        assertThat(first.json().at("/entry/0/resource").isMissingNode()).isTrue();
        assertThat(first.json().at("/entry/0/response/etag").asString()).isEqualTo("W/\"3\"");
        assertThat(first.json().at("/entry/1/resource/gender").asString()).isEqualTo("male");

        Reply second = server.get(first.link("next"));

        assertThat(second.json().path("entry").size()).isEqualTo(1);
        assertThat(second.json().at("/entry/0/resource/gender").asString()).isEqualTo("female");
        assertThat(second.link("next")).isEmpty();
        assertThat(server.get("Patient/history-nowhere/_history").status()).isEqualTo(404);
    }
}
