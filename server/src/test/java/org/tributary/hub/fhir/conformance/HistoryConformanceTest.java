package org.tributary.hub.fhir.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tributary.hub.fhir.FhirServer;
import org.tributary.hub.fhir.FhirServer.Reply;
import tools.jackson.databind.JsonNode;

/** R4, RESTful API, section 3.1.0.12: history. The histories of types are those of types that no other test writes. */
class HistoryConformanceTest {

    private final FhirServer server = FhirServer.shared();

    private Reply put(String reference, String more, String... headers) {
        String[] parts = reference.split("/");
        return server.put(reference, """
                {"resourceType":"%s","id":"%s"%s}""".formatted(parts[0], parts[1], more), headers);
    }

    private static List<String> versions(Reply history) {
        List<String> versions = new ArrayList<>();
        for (JsonNode entry : history.json().path("entry")) {
            String url = entry.path("fullUrl").asString();
            versions.add(url.substring(url.lastIndexOf('/') + 1) + entry.at("/response/etag").asString());
        }
        return versions;
    }

    @Test
    @DisplayName("3.1.0.12 history of a type lists every version of its resources, deletions among them, newest first")
    void typeHistory() {
        put("Slot/th-1", ",\"schedule\":{\"reference\":\"Schedule/1\"},\"status\":\"free\","
                + "\"start\":\"2024-01-01T00:00:00Z\",\"end\":\"2024-01-01T01:00:00Z\"");
        put("Slot/th-2", ",\"schedule\":{\"reference\":\"Schedule/1\"},\"status\":\"free\","
                + "\"start\":\"2024-01-01T00:00:00Z\",\"end\":\"2024-01-01T01:00:00Z\"");
        put("Slot/th-1", ",\"schedule\":{\"reference\":\"Schedule/1\"},\"status\":\"busy\","
                + "\"start\":\"2024-01-01T00:00:00Z\",\"end\":\"2024-01-01T01:00:00Z\"");
        server.delete("Slot/th-2");

        Reply history = server.get("Slot/_history");

        assertThat(history.status()).isEqualTo(200);
        assertThat(history.json().path("type").asString()).isEqualTo("history");
        assertThat(history.json().path("total").asInt()).isEqualTo(4);
        assertThat(versions(history)).containsExactly("th-2W/\"2\"", "th-1W/\"2\"", "th-2W/\"1\"", "th-1W/\"1\"");
        assertThat(history.json().at("/entry/0/request/method").asString()).isEqualTo("DELETE");
        assertThat(history.json().at("/entry/0/resource").isMissingNode()).isTrue();
        assertThat(history.json().at("/entry/1/resource/status").asString()).isEqualTo("busy");
    }

    @Test
    @DisplayName("3.1.0.12 history is paged by _count, and pages stay right while others write")
    void paging() {
        for (int i = 0; i < 5; i++) {
            put("Linkage/pg-" + i, ",\"item\":[{\"type\":\"source\",\"resource\":{\"display\":\"x\"}}]");
        }

        Reply first = server.get("Linkage/_history?_count=2");
        put("Linkage/pg-0", ",\"active\":true,\"item\":[{\"type\":\"source\",\"resource\":{\"display\":\"x\"}}]");
        Reply second = server.get(first.link("next"));
        Reply third = server.get(second.link("next"));

        assertThat(versions(first)).containsExactly("pg-4W/\"1\"", "pg-3W/\"1\"");
        assertThat(versions(second)).containsExactly("pg-2W/\"1\"", "pg-1W/\"1\"");
        assertThat(versions(third)).containsExactly("pg-0W/\"1\"");
        assertThat(third.link("next")).isEmpty();
    }

    @Test
    @DisplayName("3.1.0.12 _since: only versions created at or after the instant")
    void since() {
        put("Flag/s-1", flag("active"));
        Instant before = Instant.parse(put("Flag/s-2", flag("active")).json().at("/meta/lastUpdated").asString());
        put("Flag/s-1", flag("inactive"));

        assertThat(versions(server.get("Flag/_history?_since=" + before))).contains("s-1W/\"2\"", "s-2W/\"1\"");
        assertThat(versions(server.get("Flag/_history?_since=" + before.plusSeconds(3600)))).isEmpty();
        assertThat(versions(server.get("Flag/s-1/_history?_since=" + before))).contains("s-1W/\"2\"");
        assertThat(server.get("Flag/s-1/_history?_since=2999-01-01").status()).isEqualTo(200);
        assertThat(server.get("Flag/_history?_since=yesterday").status()).isEqualTo(400);
    }

    private static String flag(String status) {
        return ",\"status\":\"%s\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"Patient/1\"}"
                .formatted(status);
    }

    @Test
    @DisplayName("3.1.0.12 _at: only versions that were current at some time of the date or instant")
    void at() throws InterruptedException {
        String first = lastUpdated(put("Basic/at-1", basic("a")));
        Thread.sleep(5);
        String second = lastUpdated(put("Basic/at-1", basic("b")));
        Thread.sleep(5);
        lastUpdated(put("Basic/at-1", basic("c")));

        assertThat(versions(server.get("Basic/at-1/_history?_at=" + first))).containsExactly("at-1W/\"1\"");
        assertThat(versions(server.get("Basic/_history?_at=" + second))).containsExactly("at-1W/\"2\"");
        assertThat(versions(server.get("Basic/_history?_at=" + first.substring(0, 4)))).hasSize(3);
        assertThat(versions(server.get("Basic/_history?_at=1999"))).isEmpty();
    }

    private static String basic(String text) {
        return ",\"code\":{\"text\":\"" + text + "\"}";
    }

    private static String lastUpdated(Reply reply) {
        return reply.json().at("/meta/lastUpdated").asString();
    }

    @Test
    @DisplayName("3.1.0.12 history of the system lists versions of all types")
    void systemHistory() {
        put("Patient/sys-1", "");
        put("Group/sys-2", ",\"type\":\"person\",\"actual\":true");

        Reply history = server.get("_history?_count=2");

        assertThat(history.status()).isEqualTo(200);
        assertThat(versions(history)).containsExactly("sys-2W/\"1\"", "sys-1W/\"1\"");
        assertThat(history.link("next")).isNotEmpty();
    }

    @Test
    @DisplayName("3.1.0.12 entry.request tells the method each version came by")
    void methods() {
        String id = server.post("Patient", """
                {"resourceType":"Patient"}""").json().path("id").asString();
        put("Patient/" + id, ",\"active\":true");
        server.send("PATCH", "Patient/" + id, """
                [{"op":"replace","path":"/active","value":false}]""", "Content-Type", "application/json-patch+json");
        server.delete("Patient/" + id);

        JsonNode entries = server.get("Patient/" + id + "/_history").json().path("entry");

        assertThat(entries.valueStream().map(entry -> entry.at("/request/method").asString()))
                .containsExactly("DELETE", "PATCH", "PUT", "POST");
        assertThat(entries.get(3).at("/request/url").asString()).isEqualTo("Patient");
        assertThat(entries.get(2).at("/request/url").asString()).isEqualTo("Patient/" + id);
        assertThat(entries.get(3).at("/response/status").asString()).startsWith("201");
    }

    @Test
    @DisplayName("Access: what the caller may not see is in no history, page or total")
    void hidden() {
        put("Library/hid-1", ",\"status\":\"draft\",\"type\":{\"text\":\"x\"}");
        put("Library/hid-2", ",\"status\":\"draft\",\"type\":{\"text\":\"x\"}", "Caller", FhirServer.TRUST);

        Reply own = server.get("Library/_history");

        assertThat(versions(own)).containsExactly("hid-1W/\"1\"");
        assertThat(own.json().path("total").asInt()).isEqualTo(1);
        assertThat(server.get("Library/hid-2/_history").status()).isEqualTo(404);
        assertThat(server.get("Library/_history?_cursor=Library/hid-2/1").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("Access: the history of a type needs the permission to read it, that of the system all types")
    void permission() {
        assertThat(server.get("Patient/_history", "Caller", "system/Observation.rs").status()).isEqualTo(403);
        assertThat(server.get("_history", "Caller", "system/Observation.rs").status()).isEqualTo(403);
        assertThat(server.get("_history?_count=1", "Caller", "system/*.rs").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("3.1.0.12 a parameter is given once, without a modifier")
    void repeatedParameters() {
        assertThat(server.get("Patient/_history?_since=2020-01-01&_since=2021-01-01").status()).isEqualTo(400);
        assertThat(server.get("Patient/_history?_since:not=2020-01-01").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("3.1.0.12 every entry has a request, a response with its time, and a resource unless it is a deletion")
    void entries() {
        put("Substance/en-1", ",\"code\":{\"text\":\"x\"}");
        server.delete("Substance/en-1");

        JsonNode entries = server.get("Substance/_history").json().path("entry");

        assertThat(entries.get(0).has("resource")).isFalse();
        assertThat(entries.get(1).has("resource")).isTrue();
        for (JsonNode entry : entries) {
            assertThat(entry.at("/request/method").asString()).isNotEmpty();
            assertThat(entry.at("/response/lastModified").asString()).isNotEmpty();
            assertThat(entry.at("/response/status").asString()).isNotEmpty();
        }
    }

    @Test
    @DisplayName("3.1.0.12 conditional writes are in a history as what they became")
    void conditionalWrites() {
        server.put("DeviceMetric?identifier=cw-1",
                """
                        {"resourceType":"DeviceMetric","identifier":[{"value":"cw-1"}],"type":{"text":"x"},"category":"setting"}""");
        server.delete("DeviceMetric?identifier=cw-1");

        JsonNode entries = server.get("DeviceMetric/_history").json().path("entry");

        assertThat(entries.get(0).at("/request/method").asString()).isEqualTo("DELETE");
        assertThat(entries.get(0).at("/request/url").asString()).doesNotContain("?");
        assertThat(entries.get(1).at("/resource/resourceType").asString()).isEqualTo("DeviceMetric");
    }

    @Test
    @DisplayName("3.1.0.12 the history of what never was is 404")
    void unknown() {
        assertThat(server.get("Patient/history-never/_history").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("3.1.0.12 a parameter that this history does not take is refused by name: _list")
    void unknownParameter() {
        Reply reply = server.get("Patient/_history?_list=1");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.diagnostics()).contains("_list");
    }
}
