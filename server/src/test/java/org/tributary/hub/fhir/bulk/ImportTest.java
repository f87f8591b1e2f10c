package org.tributary.hub.fhir.bulk;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.hub.ingest.CommitLine;
import tools.jackson.databind.JsonNode;

/** $import of NDJSON: sent in, or by path from directories that the operator allows. */
class ImportTest {

    @TempDir
    private static Path allowed;

    private static BulkServer server;

    @BeforeAll
    static void start() {
        server = new BulkServer("tributary.bulk.import-directories=" + allowed);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String basic(String id) {
        return "{\"resourceType\":\"Basic\",\"id\":\"" + id + "\",\"code\":{\"text\":\"x\"}}\n";
    }

    private static HttpResponse<String> upload(String caller, String lines) throws Exception {
        return server.send(caller, "POST", "/$import", lines, "Content-Type", "application/fhir+ndjson");
    }

    @Test
    void whatIsSentInIsImportedAndEveryLineAccountedFor() throws Exception {
        server.put("BA2", basic("foreign").strip());
        HttpResponse<String> accepted = upload("BA1", basic("i-1") + "\nnot json\n" + basic("foreign")
                + "{\"resourceType\":\"Basic\",\"code\":{}}\n" + basic("i-2").strip());
        assertThat(accepted.statusCode()).isEqualTo(202);
        String status = BulkServer.location(accepted);
        assertThat(server.send("BA1", "GET", status, "").statusCode()).isEqualTo(202);

        server.run(status);

        JsonNode manifest = server.manifest("BA1", status);
        assertThat(manifest.at("/output/0/extension/accepted").asInt()).isEqualTo(2);
        assertThat(manifest.at("/error/0/count").asInt()).isEqualTo(3);
        List<String> outcomes = server.lines("BA1", manifest, "error")
                .stream()
                .map(line -> line.at("/issue/0/severity").asString() + ' ' + line.at("/issue/0/location/0").asString())
                .toList();
        assertThat(outcomes).containsExactlyInAnyOrder("error line 3", "error line 4", "error line 5",
                "information line 1-6");
        assertThat(server.send("BA1", "GET", "/Basic/i-2", "").statusCode()).isEqualTo(200);
        assertThat(server.send("BA3", "GET", status, "").statusCode()).isEqualTo(404);
    }

    @Test
    void importedResourcesArePublishedByTheCallersOrganisationAsIfWrittenByRest() throws Exception {
        server.run(BulkServer.location(upload("BB1", basic("own"))));

        assertThat(server.send("BB1", "PUT", "/Basic/own", basic("own").replace("\"x\"", "\"y\"")).statusCode())
                .isEqualTo(200);
        assertThat(server.send("BB2", "GET", "/Basic/own", "").statusCode()).isEqualTo(404);
    }

    @Test
    void aTokenThatDoesNotGrantCreatingEveryTypeImportsNothing() throws Exception {
        assertThat(upload("BC1 system/Basic.cruds", basic("no")).statusCode()).isEqualTo(403);
        assertThat(upload("BC1 system/*.rs", basic("no")).statusCode()).isEqualTo(403);
        assertThat(upload("BC1 system/*.c", basic("yes")).statusCode()).isEqualTo(202);
    }

    @Test
    void filesBelowAnAllowedDirectoryAreImportedByManifest() throws Exception {
        Files.writeString(allowed.resolve("basic.ndjson"), basic("file-1") + basic("file-2"));
        for (String manifest : List.of("""
                {"resourceType":"Parameters","parameter":[
                 {"name":"inputFormat","valueCode":"application/fhir+ndjson"},
                 {"name":"input","part":[{"name":"type","valueCode":"Basic"},{"name":"url","valueUrl":"%s"}]}]}""", """
                {"inputFormat":"application/fhir+ndjson","input":[{"type":"Basic","url":"%s"}]}""")) {
            HttpResponse<String> accepted = server.send("BD1", "POST", "/$import",
                    manifest.formatted(allowed.resolve("basic.ndjson").toUri()), "Prefer", "respond-async");
            assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
            String status = BulkServer.location(accepted);
            server.run(status);
            JsonNode told = server.manifest("BD1", status);
            assertThat(told.at("/output/0/count").asInt()).isEqualTo(2);
            assertThat(told.at("/output/0/inputUrl").asString()).endsWith("basic.ndjson");
            assertThat(told.path("error").isEmpty()).isTrue();
        }
    }

    @Test
    void noOtherFileIsReadHoweverItsPathIsSpelt(@TempDir Path elsewhere) throws Exception {
        Path secret = Files.writeString(elsewhere.resolve("secret.ndjson"), basic("secret"));
        Files.createSymbolicLink(allowed.resolve("link.ndjson"), secret);
        for (String url : List.of(secret.toUri().toString(), secret.toString(),
                allowed.resolve("link.ndjson").toUri().toString(),
                "file://" + allowed + "/../" + elsewhere.getFileName() + "/secret.ndjson",
                allowed.toUri().toString(), allowed.resolve("missing.ndjson").toUri().toString(),
                "https://receiver.example/a.ndjson", "file://host/etc/passwd", "relative.ndjson", "")) {
            HttpResponse<String> refused = server.send("BE1", "POST", "/$import",
                    "{\"input\":[{\"type\":\"Basic\",\"url\":\"" + url + "\"}]}");
            assertThat(refused.statusCode()).as(url).isEqualTo(400);
        }
    }

    @Test
    void aRunThatAnotherTookOverFromGoesOnBehindTheLastCommittedLine() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 12_000; i++) {
            lines.append(basic("long-" + i));
        }
        String status = BulkServer.location(upload("BF1", lines.toString()));
        UUID id = BulkServer.id(status);
        Thread first = Thread.ofPlatform().start(() -> server.run(status));
        await().atMost(30, SECONDS).until(() -> position(id) > 0);

        server.run(status);
        first.join();

        JsonNode manifest = server.manifest("BF1", status);
        assertThat(manifest.at("/output/0/count").asInt()).isEqualTo(12_000);
        long next = 1;
        for (JsonNode outcome : server.lines("BF1", manifest, "output")) {
            String[] range = outcome.at("/issue/0/location/0").asString().substring("line ".length()).split("-");
            assertThat(Long.parseLong(range[0])).isEqualTo(next);
            next = Long.parseLong(range[1]) + 1;
        }
        assertThat(next).isEqualTo(12_001);
    }

    private static long position(UUID id) {
        return server.get(CommitLine.class)
                .change(transaction -> server.get(BulkTable.class).listFiles(transaction, id).getFirst().position());
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws Exception {
        long before = jobs();
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", java.net.URI.create(server.base()).getPort())) {
            socket.getOutputStream()
                    .write(("POST /fhir/$import HTTP/1.1\r\nHost: localhost\r\nCaller: BG1\r\n"
                            + "Content-Type: application/fhir+ndjson\r\nContent-Length: 1000000\r\n\r\n"
                            + basic("broken")).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            await().atMost(20, SECONDS).until(() -> jobs() == before + 1);
        }
        await().atMost(20, SECONDS).until(() -> jobs() == before);
    }

    private static long jobs() {
        return server.get(CommitLine.class)
                .change(transaction -> transaction.jdbc()
                        .sql("SELECT count(*) FROM bulk_job WHERE asked_by ->> 'organisation' = 'BG1'")
                        .query(Long.class)
                        .single());
    }
}
