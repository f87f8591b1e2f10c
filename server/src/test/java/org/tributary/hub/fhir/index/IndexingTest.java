package org.tributary.hub.fhir.index;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.hub.fhir.index.IndexedServer.FAVOURITE;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.access.WriterDatabase;
import org.tributary.hub.fhir.FhirServer;
import org.tributary.hub.fhir.FhirServer.Reply;
import org.tributary.hub.store.RecordOwner;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceWrite;
import org.tributary.hub.store.ResourceWriter;

/** The background job that brings the index up to date: among nodes, writers and interruptions. */
class IndexingTest {

    private static final String EXPRESSION = "Patient.extension('" + FAVOURITE + "').value.ofType(string)";

    private final IndexedServer one = new IndexedServer(FhirServer.with());

    private void patients(int count) {
        StringBuilder entries = new StringBuilder();
        for (int i = 0; i < count; i++) {
            entries.append(i == 0 ? "" : ",").append("""
                    {"resource":{"resourceType":"Patient","id":"many-%03d","gender":"female",
                      "extension":[{"url":"%s","valueString":"ochre"}]},
                     "request":{"method":"PUT","url":"Patient/many-%03d"}}""".formatted(i, FAVOURITE, i));
        }
        Reply reply = one.node().post("", """
                {"resourceType":"Bundle","type":"transaction","entry":[%s]}""".formatted(entries));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    private static long total(FhirServer node, String query) {
        return node.get(query + "&_summary=count").json().path("total").asLong(-1);
    }

    @Test
    void a_job_that_is_cut_off_goes_on_where_it_was_at_whichever_node() {
        patients(450);
        IndexedServer other = new IndexedServer(one.node().nodeBeside());
        one.define("cut", "cut", "string", "Patient", EXPRESSION);

        // Once to wait for writers, once for a batch of 200.
        one.index(2);

        assertThat(one.count("SELECT done FROM index_queue WHERE type = 'Patient'")).isEqualTo(200);
        assertThat(IndexedServer
                .part(one.node().get("SearchParameter/cut/$status", "Caller", FhirServer.OPERATOR), "percent")
                .path("valueInteger")
                .asInt()).isEqualTo(44);
        assertThat(one.node().get("Patient?cut=ochre").status()).isEqualTo(400);

        other.index();

        assertThat(total(one.node(), "Patient?cut=ochre")).isEqualTo(450);
        assertThat(total(other.node(), "Patient?cut=ochre")).isEqualTo(450);
        assertThat(one.count("SELECT count(*) FROM index_text WHERE value = 'ochre'")).isEqualTo(450);
    }

    @Test
    void what_was_defined_at_one_node_is_indexed_by_the_very_next_write_at_another() {
        IndexedServer other = new IndexedServer(one.node().nodeBeside());
        other.patient("before", "mauve");
        one.define("next", "next", "string", "Patient", EXPRESSION);
        other.patient("after", "mauve");
        assertThat(one.count("SELECT count(*) FROM index_text i WHERE i.value = 'mauve'")).isEqualTo(1);

        one.index();

        assertThat(other.node().get("Patient?next=mauve").ids()).containsExactlyInAnyOrder("before", "after");
        assertThat(one.node().delete("SearchParameter/next", "Caller", FhirServer.OPERATOR).status()).isEqualTo(204);
        assertThat(other.node().get("Patient?next=mauve").status()).isEqualTo(400);
        assertThat(other.node().get("Patient?next=mauve", "Prefer", "handling=lenient").text())
                .contains("no search parameter of this name");
    }

    @Test
    void a_write_that_had_looked_before_the_parameter_came_is_waited_for() throws Exception {
        one.patient("known", "sepia");
        int feed = (int) one.count("SELECT feed FROM resource WHERE id = 'known'");
        int scope = (int) one.count("SELECT scope FROM resource WHERE id = 'known'");
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> one.node()
                .bean(WriterDatabase.class)
                .write(transaction -> {
                    write(transaction, new RecordOwner(feed, scope, OptionalLong.empty()));
                    written.countDown();
                    await(go);
                    return transaction;
                }));
        assertThat(written.await(30, SECONDS)).isTrue();
        one.define("waited", "waited", "string", "Patient", EXPRESSION);

        one.index(1);
        assertThat(one.count("SELECT count(*) FROM index_queue WHERE fenced")).isZero();
        go.countDown();
        writer.get(30, SECONDS);
        one.index();

        assertThat(one.node().get("Patient?waited=sepia").ids()).containsExactlyInAnyOrder("known", "in-flight");
    }

    private void write(WriteTransaction transaction, RecordOwner owner) {
        String json = """
                {"resourceType":"Patient","id":"in-flight","extension":[{"url":"%s","valueString":"sepia"}]}"""
                .formatted(FAVOURITE);
        if (ResourceBody.parse(json.getBytes(StandardCharsets.UTF_8)) instanceof ResourceBody.Valid valid) {
            one.node()
                    .bean(ResourceWriter.class)
                    .write(transaction, owner, List.of(new ResourceWrite.Put(new ResourceKey("Patient", "in-flight"),
                            valid.body(), OptionalInt.empty())));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_store_indexed_by_an_older_hub_is_indexed_anew_by_itself() {
        patients(250);
        one.node().put("Observation/old", """
                {"resourceType":"Observation","id":"old","status":"final","code":{"text":"x"},
                 "subject":{"reference":"Patient/many-001"}}""");
        one.index();
        for (String table : List.of("token", "link", "span", "text", "quantity", "gram", "word", "spelling")) {
            one.run("DELETE FROM index_" + table);
        }
        one.run("UPDATE resource SET patient = NULL");
        assertThat(total(one.node(), "Patient?gender=female")).isZero();

        one.index();
        assertThat(total(one.node(), "Patient?gender=female")).as("its version is today's").isZero();

        one.run("UPDATE index_state SET version = 0");
        one.index(1);
        assertThat(one.node().get("$reindex", "Caller", FhirServer.OPERATOR).text()).contains("indexing")
                .contains("Observation");
        assertThat(total(one.node(), "Patient?gender=female")).as("searches are answered meanwhile").isZero();
        one.index();

        assertThat(total(one.node(), "Patient?gender=female")).isEqualTo(250);
        assertThat(one.node().get("Observation?subject=Patient/many-001").ids()).containsExactly("old");
        assertThat(one.node().get("Patient/many-001/Observation").ids()).containsExactly("old");
        assertThat(one.count("SELECT count(*) FROM resource WHERE patient IS NULL AND type = 'Patient'")).isZero();
        assertThat(IndexedServer.part(one.node().get("$reindex", "Caller", FhirServer.OPERATOR), "state")
                .path("valueCode")
                .asString()).isEqualTo("ready");
        assertThat(one.node().get("Patient/many-001").json().at("/meta/versionId").asString()).isEqualTo("1");
    }

    @Test
    void the_operator_has_everything_indexed_anew() {
        one.patient("again", "umber");
        one.index();
        one.run("DELETE FROM index_text");
        assertThat(one.node().get("Patient?family=indexed").ids()).isEmpty();

        assertThat(one.node().post("$reindex", "", "Caller", FhirServer.OPERATOR).status()).isEqualTo(202);
        one.index();

        assertThat(one.node().get("Patient?family=indexed").ids()).containsExactly("again");
    }
}
