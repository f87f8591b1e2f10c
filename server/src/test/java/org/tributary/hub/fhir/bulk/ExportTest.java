package org.tributary.hub.fhir.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.ingest.CommitLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** $export by the sentences of Bulk Data Access 2.0, as the one who asked. Each test has a publisher of its own. */
class ExportTest {

    private static BulkServer server;

    @BeforeAll
    static void start() {
        server = new BulkServer("tributary.bulk.keep-for=1h");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String patient(String id) {
        return "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}";
    }

    private static String observation(String id, String patient, String code) {
        return """
                {"resourceType":"Observation","id":"%s","status":"final","code":{"coding":[{"code":"%s"}]},
                 "subject":{"reference":"Patient/%s"}}""".formatted(id, code, patient);
    }

    private static final String ORGANISATION = """
            {"resourceType":"Organization","id":"%s","name":"x"}""";

    @Test
    void aKickOffIsAcceptedWithItsStatusAndAManifestComesOfIt() throws Exception {
        server.put("AA1", patient("kick-1"), observation("kick-o", "kick-1", "x"));

        HttpResponse<String> kickOff = server.send("AA1", "GET", "/$export", "", "Prefer", "respond-async", "Accept",
                "application/fhir+json");
        assertThat(kickOff.statusCode()).isEqualTo(202);
        String status = BulkServer.location(kickOff);
        HttpResponse<String> waiting = server.send("AA1", "GET", status, "");
        assertThat(waiting.statusCode()).isEqualTo(202);
        assertThat(waiting.headers().firstValue("X-Progress")).isPresent();
        assertThat(waiting.headers().firstValue("Retry-After")).isPresent();

        server.run(status);
        HttpResponse<String> done = server.send("AA1", "GET", status, "");
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(done.headers().firstValue("Expires")).isPresent();
        JsonNode manifest = JsonMapper.shared().readTree(done.body());
        assertThat(manifest.path("transactionTime").asString()).endsWith("Z");
        assertThat(manifest.path("request").asString()).isEqualTo(server.base() + "/$export");
        assertThat(manifest.path("requiresAccessToken").asBoolean()).isTrue();
        assertThat(manifest.path("error").isEmpty()).isTrue();
        assertThat(manifest.path("output").size()).isEqualTo(2);
        assertThat(manifest.at("/output/0/type").asString()).isEqualTo("Observation");
        assertThat(manifest.at("/output/0/count").asInt()).isEqualTo(1);
        HttpResponse<String> file = server.send("AA1", "GET", manifest.at("/output/1/url").asString(), "");
        assertThat(file.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/fhir+ndjson");
        assertThat(file.body()).endsWith("}\n").contains("\"id\":\"kick-1\"", "\"versionId\":\"1\"");
    }

    @Test
    void theJobIsQueuedWithItsKickOff() throws Exception {
        String status = server.kickOff("AA2", "/$export");

        long queued = server.get(CommitLine.class)
                .change(transaction -> transaction.jdbc()
                        .sql("SELECT count(*) FROM scheduled_tasks WHERE task_name = 'bulk' AND task_instance = :id")
                        .param("id", BulkServer.id(status).toString())
                        .query(Long.class)
                        .single());
        assertThat(queued).isEqualTo(1);
    }

    @Test
    void allPatientsAreExportedWithWhatBelongsToTheirRecords() throws Exception {
        server.put("AB1", patient("all-1"), observation("all-o", "all-1", "x"), ORGANISATION.formatted("all-org"));

        assertThat(server.exported("AB1", server.export("AB1", "/Patient/$export")))
                .containsExactly("Observation/all-o", "Patient/all-1");
        assertThat(server.exported("AB1", server.export("AB1", "/$export?_type=Organization,Patient")))
                .containsExactly("Organization/all-org", "Patient/all-1");
    }

    @Test
    void aGroupsActiveMembersAreExportedAndNobodyElse() throws Exception {
        server.put("AC1", patient("g-1"), patient("g-2"), patient("g-3"), observation("g-o1", "g-1", "x"),
                observation("g-o2", "g-2", "x"), observation("g-o3", "g-3", "x"),
                """
                        {"resourceType":"Group","id":"g","type":"person","actual":true,"member":[
                         {"entity":{"reference":"Patient/g-1"}},{"entity":{"reference":"Patient/g-3"},"inactive":true}]}""");

        assertThat(server.exported("AC1", server.export("AC1", "/Group/g/$export")))
                .containsExactly("Observation/g-o1", "Patient/g-1");
        assertThat(server.send("AC1", "GET", "/Group/none/$export", "", "Prefer", "respond-async").statusCode())
                .isEqualTo(404);
        assertThat(server.send("AC9", "GET", "/Group/g/$export", "", "Prefer", "respond-async").statusCode())
                .isEqualTo(404);
    }

    @Test
    void filtersOfATypeAreAlternativesAndNoResourceComesTwice() throws Exception {
        server.put("AD1", patient("f-1"), observation("f-a", "f-1", "a"), observation("f-b", "f-1", "b"),
                observation("f-c", "f-1", "c"));

        JsonNode manifest = server.export("AD1",
                "/Patient/$export?_typeFilter=Observation%3Fcode%3Da&_typeFilter=Observation%3Fcode%3Da%2Cb");
        assertThat(server.exported("AD1", manifest))
                .containsExactly("Observation/f-a", "Observation/f-b", "Patient/f-1");
    }

    @Test
    void sinceATransactionTimeComesAllThatWasCommittedLaterHoweverEarlyItBegan() throws Exception {
        server.put("AE1", patient("s-old"), patient("s-gone"));
        CommitLine line = server.get(CommitLine.class);
        List<JsonNode> first = new ArrayList<>();
        line.change(open -> {
            // This transaction begins before the export and ends after it, as that of a slow load does.
            open.jdbc().sql("SELECT pg_current_xact_id()").query(String.class).single();
            open.jdbc()
                    .sql("""
                            INSERT INTO resource (pk, type, id, target, version, last_updated, body, feed, scope)
                            SELECT nextval('resource_pk'), type, 's-slow', 0, 1, transaction_timestamp(), body, feed, scope
                            FROM resource WHERE type = 'Patient' AND id = 's-old'""")
                    .update();
            try {
                first.add(server.export("AE1", "/$export"));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return open;
        });
        assertThat(server.exported("AE1", first.getFirst())).containsExactly("Patient/s-gone", "Patient/s-old");
        server.send("AE1", "DELETE", "/Patient/s-gone", "");

        String since = first.getFirst().path("transactionTime").asString();
        JsonNode second = server.export("AE1", "/$export?_since=" + since);

        assertThat(server.exported("AE1", second)).containsExactly("Patient/s-slow");
        assertThat(server.lines("AE1", second, "deleted").toString()).contains("\"DELETE\"", "Patient/s-gone");
        assertThat(server.exported("AE1", server.export("AE1", "/$export?_since=2001-01-01T00:00:00Z"))).hasSize(2);
    }

    @Test
    void onlyWhatTheOneWhoAskedSeesIsExportedAndOnlyTheyGetIt() throws Exception {
        server.put("AF1", patient("v-own"));
        server.put("AF2", patient("v-shared"));
        server.put("AF3", patient("v-closed"));
        server.agree("AF2", "AF1", true);

        String status = server.kickOff("AF1", "/$export");
        server.run(status);
        JsonNode manifest = server.manifest("AF1", status);
        assertThat(server.exported("AF1", manifest)).containsExactly("Patient/v-own", "Patient/v-shared");

        String file = manifest.at("/output/0/url").asString();
        assertThat(server.send("AF3", "GET", status, "").statusCode()).isEqualTo(404);
        assertThat(server.send("AF3", "GET", file, "").statusCode()).isEqualTo(404);
        assertThat(server.send("AF3", "DELETE", status, "").statusCode()).isEqualTo(404);

        server.agree("AF2", "AF1", false);
        assertThat(server.send("AF1", "GET", file, "").statusCode()).isEqualTo(410);
        assertThat(server.send("AF1", "GET", status, "").statusCode()).isEqualTo(410);
    }

    @Test
    void aReaderSeesTheFilesOfNoJobButTheOneItNames() throws Exception {
        server.put("AF5", patient("rls-1"));
        server.export("AF5", "/$export");

        long seen = server.get(ReaderDatabase.class)
                .read(BulkServer.caller("AF5"),
                        transaction -> transaction.jdbc()
                                .sql("SELECT (SELECT count(*) FROM bulk_chunk) + (SELECT count(*) FROM bulk_job)")
                                .query(Long.class)
                                .single());
        assertThat(seen).isZero();
    }

    @Test
    void aTokenThatGrantsSomeTypesExportsThoseAndNamingAnotherIsRefused() throws Exception {
        server.put("AG1", patient("p-1"), observation("p-o", "p-1", "x"));
        String caller = "AG1 system/Patient.rs";

        assertThat(server.exported(caller, server.export(caller, "/$export"))).containsExactly("Patient/p-1");
        HttpResponse<String> refused = server.send(caller, "GET", "/$export?_type=Observation", "", "Prefer",
                "respond-async");
        assertThat(refused.statusCode()).isEqualTo(403);
        HttpResponse<String> chained = server.send("AG1 system/Observation.rs", "GET",
                "/$export?_typeFilter=Observation%3Fpatient._id%3Dp-1", "", "Prefer", "respond-async");
        assertThat(chained.statusCode()).as("a chain through a type that is not granted").isEqualTo(403);
    }

    @Test
    void whatIsNotSupportedIsRefusedByName() throws Exception {
        assertThat(server.send("AH1", "GET", "/$export", "").statusCode()).isEqualTo(400);
        for (String query : List.of("_outputFormat=csv", "_type=Nothing", "_since=yesterday",
                "_elements=Nothing.id", "_elements=Patient.name.given", "_summary=true",
                "_typeFilter=Nothing%3Fa%3Db", "_typeFilter=Patient%3Fno-such%3Db", "_typeFilter=Patient%3F_sort%3D_id",
                "includeAssociatedData=x")) {
            HttpResponse<String> refused = server.send("AH1", "GET", "/$export?" + query, "", "Prefer",
                    "respond-async");
            assertThat(refused.statusCode()).as(query).isEqualTo(400);
            assertThat(refused.body()).as(query).contains("OperationOutcome", query.substring(0, query.indexOf('=')));
        }
        assertThat(server.send("AH1", "GET", "/Patient/1/$export", "", "Prefer", "respond-async").statusCode())
                .isEqualTo(400);
    }

    @Test
    void onlyTheElementsThatAreAskedForAreExportedBesideMandatoryOnes() throws Exception {
        server.put("AJ1", """
                {"resourceType":"Patient","id":"el-1","active":true,"gender":"female","birthDate":"1950-01-01"}""",
                observation("el-o", "el-1", "x"));

        JsonNode manifest = server.export("AJ1", "/$export?_elements=Patient.gender,id,subject");

        String observation = server.send("AJ1", "GET", manifest.at("/output/0/url").asString(), "").body();
        String patient = server.send("AJ1", "GET", manifest.at("/output/1/url").asString(), "").body();
        assertThat(patient).contains("\"gender\":\"female\"", "SUBSETTED").doesNotContain("birthDate", "active");
        assertThat(observation).contains("\"subject\"", "\"status\"", "\"code\"", "SUBSETTED");
    }

    @Test
    void aKickOffByPostCarriesItsParametersInTheBody() throws Exception {
        server.put("AI1", patient("post-1"), observation("post-o", "post-1", "x"));

        HttpResponse<String> kickOff = server.send("AI1", "POST", "/$export", """
                {"resourceType":"Parameters","parameter":[{"name":"_type","valueString":"Patient"},
                 {"name":"_since","valueInstant":"2001-01-01T00:00:00Z"}]}""", "Prefer", "respond-async");
        String status = BulkServer.location(kickOff);
        server.run(status);
        assertThat(server.exported("AI1", server.manifest("AI1", status))).containsExactly("Patient/post-1");
    }

    @Test
    void aCancelledExportIsGoneAndItsRunStops() throws Exception {
        server.put("AJ1", patient("c-1"));
        String status = server.kickOff("AJ1", "/$export");

        assertThat(server.send("AJ1", "DELETE", status, "").statusCode()).isEqualTo(202);
        server.run(status);
        assertThat(server.send("AJ1", "GET", status, "").statusCode()).isEqualTo(404);
    }

    @Test
    void theAuditTrailTellsWhatAnExportShowedAndNothingElse() throws Exception {
        server.put("AM1", patient("t-1"), patient("t-2"), observation("t-o1", "t-1", "x"),
                observation("t-o2", "t-2", "y"));

        server.export("AM1", "/Patient/$export?_type=Observation&_typeFilter=Observation%3Fcode%3Dx");

        List<String> told = server.get(CommitLine.class)
                .change(transaction -> transaction.jdbc()
                        .sql("""
                                SELECT records || ' ' || patient FROM audit_event
                                WHERE organisation = 'AM1' AND asked LIKE 'GET %$export%' AND records > 0""")
                        .query(String.class)
                        .list());
        assertThat(told).containsExactly("1 t-1");
    }

    @Test
    void anExpiredExportIsForgotten() throws Exception {
        String status = server.kickOff("AK1", "/$export");
        server.run(status);
        CommitLine line = server.get(CommitLine.class);
        line.change(transaction -> transaction.jdbc()
                .sql("UPDATE bulk_job SET expires = now() - interval '1 second' WHERE id = :id")
                .param("id", BulkServer.id(status))
                .update());

        line.change(server.get(BulkTable.class)::deleteExpired);
        assertThat(server.send("AK1", "GET", status, "").statusCode()).isEqualTo(404);
    }

    @Test
    void anExportOfManyMegabytesComesInOneFile() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 6_000; i++) {
            lines.append("{\"resourceType\":\"Basic\",\"id\":\"big-")
                    .append(i)
                    .append(
                            "\",\"code\":{\"text\":\"")
                    .append(Integer.toString(i).repeat(150))
                    .append("\"}}\n");
        }
        HttpResponse<String> upload = server.send("AL1", "POST", "/$import", lines.toString(), "Content-Type",
                "application/fhir+ndjson");
        server.run(BulkServer.location(upload));

        JsonNode manifest = server.export("AL1", "/$export?_type=Basic");
        assertThat(manifest.at("/output/0/count").asInt()).isEqualTo(6_000);
        assertThat(server.exported("AL1", manifest)).hasSize(6_000).doesNotHaveDuplicates();
    }
}
