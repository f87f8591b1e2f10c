package org.tributary.hub.fhir.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tributary.hub.fhir.FhirServer;
import org.tributary.hub.fhir.FhirServer.Reply;

class HttpConformanceTest {

    private final FhirServer server = FhirServer.shared();

    private void put(String id, String more) {
        server.put("Patient/" + id, """
                {"resourceType":"Patient","id":"%s"%s}""".formatted(id, more));
    }

    @Test
    @DisplayName("3.1.0.1 HEAD answers as GET does, without a body, for every read")
    void head() {
        put("hh-1", "");

        for (String path : new String[]{"Patient/hh-1", "Patient/hh-1/_history/1", "Patient/hh-1/_history",
                "Patient?_id=hh-1", "metadata"}) {
            Reply head = server.send("HEAD", path, "");
            Reply get = server.get(path);
            assertThat(head.status()).isEqualTo(get.status()).isEqualTo(200);
            assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
            assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
            assertThat(head.text()).isEmpty();
        }
        assertThat(server.send("HEAD", "Patient/hh-none", "").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("3.1.0.2 read: an unknown id is 404, a deleted resource 410; a deleted version 410, an earlier one is served")
    void readOfWhatIsGone() {
        put("hr-1", "");
        server.delete("Patient/hr-1");

        assertThat(server.get("Patient/hr-none").status()).isEqualTo(404);
        assertThat(server.get("Patient/hr-1").status()).isEqualTo(410);
        assertThat(server.get("Patient/hr-1/_history/2").status()).isEqualTo(410);
        assertThat(server.get("Patient/hr-1/_history/1").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("3.1.0.2 read: the response has ETag with the versionId and Last-Modified")
    void headersOfARead() {
        put("hr-2", "");

        Reply reply = server.get("Patient/hr-2");

        assertThat(reply.header("ETag")).isEqualTo("W/\"" + reply.json().at("/meta/versionId").asString() + "\"");
        assertThat(reply.header("Last-Modified")).endsWith("GMT");
    }

    @Test
    @DisplayName("3.1.0.1 conditional read: 304 for the version or the time the client has, else the resource")
    void conditionalRead() {
        put("hc-1", "");
        String modified = server.get("Patient/hc-1").header("Last-Modified");

        assertThat(server.get("Patient/hc-1", "If-None-Match", "W/\"1\"").status()).isEqualTo(304);
        assertThat(server.get("Patient/hc-1", "If-None-Match", "W/\"2\"").status()).isEqualTo(200);
        assertThat(server.get("Patient/hc-1", "If-Modified-Since", modified).status()).isEqualTo(304);
        assertThat(server.get("Patient/hc-1", "If-Modified-Since", "Sat, 01 Jan 2000 00:00:00 GMT").status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("3.1.0.4 update: a body of another type or id, or without an id, is 400")
    void bodyAndUrlDisagree() {
        assertThat(server.put("Patient/hu-1", "{\"resourceType\":\"Patient\",\"id\":\"hu-2\"}").status())
                .isEqualTo(400);
        assertThat(server.put("Patient/hu-1", "{\"resourceType\":\"Patient\"}").status()).isEqualTo(400);
        assertThat(server.put("Patient/hu-1", "{\"resourceType\":\"Person\",\"id\":\"hu-1\"}").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("3.1.0.4 update: an unknown type is 404, a type's URL without criteria is refused")
    void unknownPlaces() {
        assertThat(server.put("Patients/1", "{\"resourceType\":\"Patient\",\"id\":\"1\"}").status()).isEqualTo(404);
        assertThat(server.put("Patient", "{\"resourceType\":\"Patient\"}").status()).isEqualTo(412);
    }

    @Test
    @DisplayName("3.1.0.1 Prefer: return=minimal, representation and OperationOutcome hold for every write")
    void prefer() {
        for (String returning : new String[]{"minimal", "representation", "OperationOutcome"}) {
            String header = "return=" + returning;
            String id = "hp-" + returning;
            String body = "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}";
            String type = switch (returning) {
                case "minimal" -> "";
                case "representation" -> "Patient";
                default -> "OperationOutcome";
            };
            assertThat(typeOf(server.post("Patient", body, "Prefer", header))).isEqualTo(type);
            assertThat(typeOf(server.put("Patient/" + id, body, "Prefer", header))).isEqualTo(type);
            assertThat(typeOf(server.send("PATCH", "Patient/" + id,
                    "[{\"op\":\"add\",\"path\":\"/active\",\"value\":true}]", "Content-Type",
                    "application/json-patch+json", "Prefer", header))).isEqualTo(type);
            assertThat(typeOf(server.delete("Patient/" + id, "Prefer", header)))
                    .isEqualTo(returning.equals("representation") ? "" : type);
        }
    }

    private static String typeOf(Reply reply) {
        return reply.text().isEmpty() ? "" : reply.json().path("resourceType").asString();
    }

    @Test
    @DisplayName("3.1.0.1 content negotiation: quality, fhirVersion, _format before Accept; 406 and 415 for the rest")
    void negotiation() {
        put("hn-1", "");

        assertThat(type("application/fhir+xml;q=0.5, application/fhir+json;q=0.9")).startsWith("application/fhir+json");
        assertThat(type("application/fhir+xml, application/fhir+json;q=0.9")).startsWith("application/fhir+xml");
        assertThat(type("application/fhir+json; fhirVersion=4.0")).startsWith("application/fhir+json");
        assertThat(server.get("Patient/hn-1", "Accept", "application/fhir+json; fhirVersion=3.0").status())
                .isEqualTo(406);
        assertThat(server.get("Patient/hn-1", "Accept", "image/png").status()).isEqualTo(406);
        assertThat(server.get("Patient/hn-1?_format=xml", "Accept", "application/fhir+json").header("Content-Type"))
                .startsWith("application/fhir+xml");
        assertThat(server.post("Patient", "{\"resourceType\":\"Patient\"}", "Content-Type", "text/csv").status())
                .isEqualTo(415);
    }

    private String type(String accept) {
        return server.get("Patient/hn-1", "Accept", accept).header("Content-Type");
    }

    @Test
    @DisplayName("_elements and _summary keep mandatory elements and the digits of numbers, and say SUBSETTED")
    void subsets() {
        server.put("Observation/hs-1",
                """
                        {"resourceType":"Observation","id":"hs-1","text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">t</div>"},
                         "status":"final","code":{"text":"x"},"valueQuantity":{"value":72.50},"issued":"2024-01-01T00:00:00Z"}""");

        Reply elements = server.get("Observation/hs-1?_elements=value");
        Reply data = server.get("Observation/hs-1?_summary=data");
        Reply text = server.get("Observation/hs-1?_summary=text");
        Reply brief = server.get("Observation/hs-1?_summary=true");

        assertThat(elements.text()).contains("\"value\":72.50")
                .contains("\"status\"")
                .contains("\"code\"")
                .doesNotContain("issued")
                .doesNotContain("\"div\"");
        assertThat(data.text()).contains("72.50").contains("issued").doesNotContain("\"div\"");
        assertThat(text.text()).contains("\"div\"").contains("\"status\"").doesNotContain("72.50");
        assertThat(brief.text()).contains("72.50");
        for (Reply reply : new Reply[]{elements, data, text, brief}) {
            assertThat(reply.json().at("/meta/tag/0/code").asString()).isEqualTo("SUBSETTED");
        }
        assertThat(server.get("Observation?_id=hs-1&_summary=count").json().path("total").asInt()).isEqualTo(1);
        assertThat(server.get("Observation/hs-1?_summary=false").text())
                .isEqualTo(server.get("Observation/hs-1").text());
    }

    @Test
    @DisplayName("A body may come as gzip, and no longer than a plain one")
    void compressedRequests() throws IOException, InterruptedException {
        assertThat(sendCompressed(gzip("{\"resourceType\":\"Patient\",\"gender\":\"female\"}")).statusCode())
                .isEqualTo(201);
        assertThat(sendCompressed("plain".getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(400);
        assertThat(sendCompressed(gzip("{\"resourceType\":\"Patient\"" + " ".repeat(2_000_000) + "}")).statusCode())
                .isEqualTo(413);
        byte[] whole = gzip("{\"resourceType\":\"Patient\"}");
        assertThat(sendCompressed(Arrays.copyOf(whole, whole.length - 12)).statusCode()).isEqualTo(400);
    }

    private HttpResponse<byte[]> sendCompressed(byte[] body) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(server.base() + "/Patient"))
                        .POST(BodyPublishers.ofByteArray(body))
                        .header("Caller", FhirServer.PRACTICE)
                        .header("Content-Type", "application/fhir+json")
                        .header("Content-Encoding", "gzip")
                        .build(), BodyHandlers.ofByteArray());
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    @Test
    @DisplayName("A long answer goes as gzip to a client that takes it, and to no other")
    void compressedAnswers() throws IOException {
        Reply compressed = server.get("metadata", "Accept-Encoding", "deflate, gzip;q=0.8");
        Reply plain = server.get("metadata", "Accept-Encoding", "gzip;q=0");

        assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.response().body())).readAllBytes())
                .isEqualTo(plain.response().body());
        assertThat(plain.header("Content-Encoding")).isEmpty();
    }

    @Test
    @DisplayName("A browser's scripts are let in from allowed origins alone, and from none by default")
    void origins() {
        FhirServer open = FhirServer.with("tributary.fhir.allowed-origins=https://app.example");

        Reply preflight = open.send("OPTIONS", "Patient/1", "", "Origin", "https://app.example",
                "Access-Control-Request-Method", "PUT", "Access-Control-Request-Headers", "authorization,if-match");
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("PATCH");
        assertThat(open.get("metadata", "Origin", "https://app.example").header("Access-Control-Expose-Headers"))
                .contains("ETag");
        assertThat(open.get("metadata", "Origin", "https://other.example").status()).isEqualTo(403);
        assertThat(server.get("metadata", "Origin", "https://app.example").header("Access-Control-Allow-Origin"))
                .isEmpty();
    }
}
