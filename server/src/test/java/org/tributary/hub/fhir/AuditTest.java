package org.tributary.hub.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tributary.hub.fhir.FhirServer.Reply;
import org.tributary.hub.store.ResourceBody;
import tools.jackson.databind.JsonNode;

/** What callers were shown is in the audit trail before they have it, and readable as AuditEvent. */
class AuditTest {

    private final FhirServer server = FhirServer.shared();

    @Test
    void aReadIsWrittenDownWithWhoAskedWhatAboutWhom() {
        patient("audit-read");

        server.get("Patient/audit-read");

        JsonNode event = newest("audit-read");
        assertThat(event.path("action").asString()).isEqualTo("R");
        assertThat(event.path("outcome").asString()).isEqualTo("0");
        assertThat(event.path("agent").path(0).path("requestor").asBoolean()).isTrue();
        assertThat(event.path("agent").path(1).path("who").path("identifier").path("value").asString())
                .isEqualTo("A81001");
        assertThat(event.path("entity").path(0).path("what").path("reference").asString())
                .isEqualTo("Patient/audit-read");
        assertThat(asked(event)).isEqualTo("GET /fhir/Patient/audit-read");
    }

    @Test
    void aSearchIsWrittenDownWithEveryPatientOnItsPage() {
        patient("audit-search-1");
        patient("audit-search-2");

        server.post("Patient/_search", "_id=audit-search-1,audit-search-2", "Content-Type",
                "application/x-www-form-urlencoded");

        JsonNode event = newest("audit-search-2");
        assertThat(asked(event)).isEqualTo("POST /fhir/Patient/_search?_id=audit-search-1,audit-search-2");
        assertThat(event.path("entity").valueStream().map(entity -> entity.path("what").path("reference").asString()))
                .contains("Patient/audit-search-1", "Patient/audit-search-2");
    }

    @Test
    void writesAreWrittenDownInTheirOwnTransaction() {
        patient("audit-write");
        server.delete("Patient/audit-write");

        assertThat(events("audit-write").stream().map(event -> event.path("action").asString()))
                .containsSubsequence("D", "C");
    }

    @Test
    void aRefusedConditionalWriteIsWrittenDownWithWhomItFound() {
        for (String id : List.of("audit-refused-1", "audit-refused-2")) {
            server.keep("""
                    {"resourceType":"Patient","id":"%s","identifier":[{"value":"audit-refused"}]}""".formatted(id));
        }

        Reply reply = server.post("Patient", "{\"resourceType\":\"Patient\"}", "If-None-Exist",
                "identifier=audit-refused");

        assertThat(reply.status()).isEqualTo(412);
        JsonNode event = newest("audit-refused-2");
        assertThat(event.path("outcome").asString()).isEqualTo("4");
        assertThat(event.path("action").asString()).isEqualTo("E");
        assertThat(asked(event)).startsWith("POST /fhir/Patient");
    }

    @Test
    void everyEntryOfABatchIsWrittenDownByItself() {
        patient("audit-batch");

        server.post("", """
                {"resourceType":"Bundle","type":"batch","entry":[
                 {"request":{"method":"GET","url":"Patient/audit-batch"}},
                 {"request":{"method":"GET","url":"Patient?_id=audit-batch"}}]}""");

        assertThat(events("audit-batch").stream().map(AuditTest::asked))
                .contains("POST /fhir/, entry 0: GET Patient/audit-batch",
                        "POST /fhir/, entry 1: GET Patient?_id=audit-batch");
    }

    @Test
    void requestsAtTheSameTimeShareCommitsAndLoseNothing() throws Exception {
        patient("audit-many");
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            List<CompletableFuture<Void>> reads = IntStream.range(0, 80)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> server.get("Patient/audit-many?_format=json"), clients))
                    .toList();
            reads.forEach(CompletableFuture::join);
        }

        assertThat(server.get("AuditEvent?patient=Patient/audit-many&action=R&_count=0").json().path("total").asInt())
                .isGreaterThanOrEqualTo(80);
    }

    @Test
    void anOrganisationSeesWhatItsOwnCallersWereShownAndNoOthers() {
        patient("audit-own");
        server.get("Patient/audit-own");

        assertThat(events("audit-own")).isNotEmpty();
        assertThat(server.get("AuditEvent?patient=Patient/audit-own", "Caller", FhirServer.TRUST).ids()).isEmpty();
        String id = newest("audit-own").path("id").asString();
        assertThat(server.get("AuditEvent/" + id).status()).isEqualTo(200);
        assertThat(server.get("AuditEvent/" + id, "Caller", FhirServer.TRUST).status()).isEqualTo(404);
    }

    @Test
    void pagesFollowEachOtherFromTheNewestToTheOldestAndThenToStoredEvents() {
        patient("audit-pages");
        IntStream.range(0, 5).forEach(i -> server.get("Patient/audit-pages"));
        server.put("AuditEvent/audit-pages-stored", """
                {"resourceType":"AuditEvent","id":"audit-pages-stored","type":{"code":"rest"},
                 "recorded":"2020-01-01T00:00:00Z","agent":[{"requestor":true}],"source":{"observer":{"display":"x"}},
                 "entity":[{"what":{"reference":"Patient/audit-pages"}}]}""");

        List<String> seen = new ArrayList<>();
        Reply page = server.get("AuditEvent?patient=Patient/audit-pages&date=lt3000&_count=2");
        for (int pages = 0; pages < 20; pages++) {
            seen.addAll(page.ids());
            if (page.link("next").isEmpty()) {
                break;
            }
            page = server.get(page.link("next"));
        }

        assertThat(seen).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(6).last().isEqualTo("audit-pages-stored");
    }

    @Test
    void whatTheTrailTellsIsValidR4() {
        patient("audit-valid");
        server.get("Patient/audit-valid");

        byte[] event = server.get("AuditEvent/" + newest("audit-valid").path("id").asString()).response().body();
        assertThat(ResourceBody.parse(event)).isInstanceOf(ResourceBody.Valid.class);
    }

    @Test
    void whenTheTrailCannotBeWrittenNothingIsShown() {
        patient("audit-stopped");
        server.breakTrail(() -> {
            Reply reply = server.get("Patient/audit-stopped");
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.text()).doesNotContain("audit-stopped");
        });
        assertThat(server.get("Patient/audit-stopped").status()).isEqualTo(200);
    }

    private void patient(String id) {
        server.put("Patient/" + id, "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\",\"gender\":\"female\"}");
    }

    private JsonNode newest(String patient) {
        return events(patient).getFirst();
    }

    /** The newest first. */
    private List<JsonNode> events(String patient) {
        return server.get("AuditEvent?patient=Patient/" + patient)
                .json()
                .path("entry")
                .valueStream()
                .map(entry -> entry.path("resource"))
                .toList();
    }

    private static String asked(JsonNode event) {
        return event.path("entity")
                .valueStream()
                .map(entity -> entity.path("query").asString(""))
                .filter(query -> !query.isEmpty())
                .map(query -> new String(Base64.getDecoder().decode(query), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }
}
