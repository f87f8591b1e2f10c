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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.hub.fhir.FhirServer;
import org.tributary.hub.fhir.FhirServer.Reply;

/** R4, RESTful API, section 3.1.0.1: what holds for every interaction. */
class GeneralConformanceTest {

    private static final FhirServer SERVER = FhirServer.shared();
    private static final String PATIENT = "{\"resourceType\":\"Patient\"}";

    @BeforeAll
    static void load() {
        SERVER.keep("{\"resourceType\":\"Patient\",\"id\":\"general-1\",\"gender\":\"female\"}");
    }

    @Nested
    @DisplayName("3.1.0.1.1 style guide, 3.1.0.1.2 service base URL")
    class Urls {

        @Test
        @DisplayName("URLs and the ids in them are case sensitive")
        void caseSensitive() {
            assertThat(SERVER.get("patient/general-1").status()).isEqualTo(404);
            assertThat(SERVER.get("Patient/General-1").status()).isEqualTo(404);
        }

        @Test
        @DisplayName("a slash at the end of a type's URL means the same as none")
        void trailingSlash() {
            assertThat(SERVER.get("Patient/?_id=general-1").ids()).containsExactly("general-1");
        }

        @Test
        @DisplayName("percent-encoded URLs are decoded as UTF-8")
        void encoding() {
            SERVER.keep("""
                    {"resourceType":"Patient","id":"general-2","name":[{"family":"Ødegård-Señor"}]}""");

            assertThat(SERVER.get("Patient?family:exact=%C3%98deg%C3%A5rd-Se%C3%B1or").ids())
                    .containsExactly("general-2");
            assertThat(SERVER.get("Patient/general%2D2").status()).isEqualTo(200);
        }
    }

    @Nested
    @DisplayName("3.1.0.1.3 resource metadata and versioning")
    class Metadata {

        @Test
        @DisplayName("the version is the weak ETag, the last update the Last-Modified header")
        void headers() {
            Reply reply = SERVER.get("Patient/general-1");

            assertThat(reply.header("ETag")).isEqualTo("W/\"" + reply.json().at("/meta/versionId").asString() + '"');
            assertThat(reply.header("Last-Modified")).endsWith(" GMT");
        }
    }

    @Nested
    @DisplayName("3.1.0.1.4 security")
    class Security {

        @Test
        @DisplayName("scripts of web pages are let in by CORS from the origins that are allowed, and from none by default")
        void origins() {
            FhirServer open = FhirServer.with("tributary.fhir.allowed-origins=https://app.example");

            Reply preflight = open.send("OPTIONS", "Patient/1", "", "Origin", "https://app.example",
                    "Access-Control-Request-Method", "PUT", "Access-Control-Request-Headers",
                    "authorization,if-match");
            assertThat(preflight.status()).isEqualTo(200);
            assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
            assertThat(preflight.header("Access-Control-Allow-Methods")).contains("PATCH");
            assertThat(open.get("metadata", "Origin", "https://app.example").header("Access-Control-Expose-Headers"))
                    .contains("ETag");
            assertThat(open.get("metadata", "Origin", "https://other.example").status()).isEqualTo(403);
            assertThat(SERVER.get("metadata", "Origin", "https://app.example").header("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @Nested
    @DisplayName("3.1.0.1.5 HTTP status codes")
    class StatusCodes {

        @ParameterizedTest(name = "{0} {1} is {2}, with an OperationOutcome")
        @CsvSource({"GET,Patient/general-none,404", "GET,Parrot/1,404", "POST,Patient/general-1,405",
                "GET,Patient?birthdate=x,400", "GET,Patient/general-1?_format=ttl,406", "DELETE,Patient,412"})
        void errors(String method, String path, int status) {
            Reply reply = SERVER.send(method, path, "");

            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.json().path("resourceType").asString()).isEqualTo("OperationOutcome");
            assertThat(reply.json().at("/issue/0/severity").asString()).isEqualTo("error");
        }
    }

    @Nested
    @DisplayName("3.1.0.1.7 conditional read")
    class ConditionalRead {

        @Test
        @DisplayName("If-None-Match with the version the client has is 304, with another one the resource")
        void ifNoneMatch() {
            Reply unchanged = SERVER.get("Patient/general-1", "If-None-Match", "W/\"1\"");

            assertThat(unchanged.status()).isEqualTo(304);
            assertThat(unchanged.text()).isEmpty();
            assertThat(unchanged.header("ETag")).isEqualTo("W/\"1\"");
            assertThat(SERVER.get("Patient/general-1", "If-None-Match", "W/\"2\"").status()).isEqualTo(200);
        }

        @Test
        @DisplayName("If-Modified-Since the last change is 304, since an earlier time the resource")
        void ifModifiedSince() {
            String modified = SERVER.get("Patient/general-1").header("Last-Modified");

            assertThat(SERVER.get("Patient/general-1", "If-Modified-Since", modified).status()).isEqualTo(304);
            assertThat(SERVER.get("Patient/general-1", "If-Modified-Since", "Sat, 01 Jan 2000 00:00:00 GMT").status())
                    .isEqualTo(200);
        }
    }

    @Nested
    @DisplayName("3.1.0.1.8 create/update/patch/transaction: what is returned")
    class Returning {

        @ParameterizedTest(name = "Prefer: return={0} holds for create, update, patch and delete")
        @CsvSource({"minimal,''", "representation,Patient", "OperationOutcome,OperationOutcome"})
        void prefer(String returning, String type) {
            String header = "return=" + returning;
            String id = "general-p-" + returning;
            String body = "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}";

            assertThat(typeOf(SERVER.post("Patient", body, "Prefer", header))).isEqualTo(type);
            assertThat(typeOf(SERVER.put("Patient/" + id, body, "Prefer", header))).isEqualTo(type);
            assertThat(typeOf(SERVER.send("PATCH", "Patient/" + id,
                    "[{\"op\":\"add\",\"path\":\"/active\",\"value\":true}]", "Content-Type",
                    "application/json-patch+json", "Prefer", header))).isEqualTo(type);
            assertThat(typeOf(SERVER.delete("Patient/" + id, "Prefer", header)))
                    .isEqualTo(returning.equals("representation") ? "" : type);
        }

        @Test
        @DisplayName("without the header the resource is returned, and no OperationOutcome")
        void byDefault() {
            assertThat(typeOf(SERVER.post("Patient", PATIENT))).isEqualTo("Patient");
        }

        @Test
        @DisplayName("a transaction's entries hold the response alone unless the resource is asked for")
        void transactions() {
            String bundle = """
                    {"resourceType":"Bundle","type":"transaction","entry":[{"resource":%s,
                     "request":{"method":"POST","url":"Patient"}}]}""".formatted(PATIENT);

            assertThat(SERVER.post("", bundle).json().at("/entry/0/resource").isMissingNode()).isTrue();
            assertThat(SERVER.post("", bundle, "Prefer", "return=representation")
                    .json()
                    .at("/entry/0/resource/resourceType")
                    .asString()).isEqualTo("Patient");
        }

        @Test
        @DisplayName("a failure has an OperationOutcome whatever was asked for")
        void failures() {
            assertThat(typeOf(SERVER.post("Patient", "{\"resourceType\":\"Patient\",\"x\":1}", "Prefer",
                    "return=minimal"))).isEqualTo("OperationOutcome");
        }

        private static String typeOf(Reply reply) {
            return reply.text().isEmpty() ? "" : reply.json().path("resourceType").asString();
        }
    }

    @Nested
    @DisplayName("3.1.0.1.9 content types and encodings, 3.1.0.1.10 FHIR version parameter")
    class ContentTypes {

        @ParameterizedTest(name = "Accept: {0} is answered as {1}")
        @CsvSource(delimiter = '>', value = {"application/fhir+json > application/fhir+json",
                "application/fhir+xml > application/fhir+xml", "application/json > application/json",
                "text/xml > text/xml", "application/xml > application/xml", "*/* > application/fhir+json",
                "application/xml+fhir > application/fhir+xml",
                "application/fhir+xml;q=0.5, application/fhir+json;q=0.9 > application/fhir+json",
                "application/fhir+xml, application/fhir+json;q=0.9 > application/fhir+xml",
                "application/fhir+json; fhirVersion=4.0 > application/fhir+json"})
        void negotiation(String accept, String type) {
            assertThat(SERVER.get("Patient/general-1", "Accept", accept).header("Content-Type"))
                    .isEqualTo(type + ";charset=UTF-8");
        }

        @ParameterizedTest(name = "Accept: {0} is 406")
        @ValueSource(strings = {"text/turtle", "image/png", "application/fhir+json; fhirVersion=3.0"})
        void notAcceptable(String accept) {
            assertThat(SERVER.get("Patient/general-1", "Accept", accept).status()).isEqualTo(406);
        }

        @ParameterizedTest(name = "a body as {0} is 415")
        @ValueSource(strings = {"text/csv", "text/turtle", "application/fhir+json; charset=utf-16",
                "application/fhir+json; fhirVersion=3.0"})
        void unsupported(String type) {
            assertThat(SERVER.post("Patient", PATIENT, "Content-Type", type).status()).isEqualTo(415);
        }

        @Test
        @DisplayName("the format of the answer may be another than that of the body")
        void formatsOfBodyAndAnswer() {
            Reply reply = SERVER.post("Patient", "<Patient xmlns=\"http://hl7.org/fhir\"/>", "Content-Type",
                    "application/fhir+xml", "Accept", "application/fhir+json");

            assertThat(reply.json().path("resourceType").asString()).isEqualTo("Patient");
        }

        @Test
        @DisplayName("a body may come as gzip, and no longer than a plain one")
        void compressedRequests() throws IOException, InterruptedException {
            assertThat(sendCompressed(gzip(PATIENT)).statusCode()).isEqualTo(201);
            assertThat(sendCompressed("plain".getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(400);
            assertThat(sendCompressed(gzip("{\"resourceType\":\"Patient\"" + " ".repeat(2_000_000) + "}"))
                    .statusCode()).isEqualTo(413);
            byte[] whole = gzip(PATIENT);
            assertThat(sendCompressed(Arrays.copyOf(whole, whole.length - 12)).statusCode()).isEqualTo(400);
        }

        @Test
        @DisplayName("a long answer goes as gzip to a client that takes it, and to no other")
        void compressedAnswers() throws IOException {
            Reply compressed = SERVER.get("metadata", "Accept-Encoding", "deflate, gzip;q=0.8");
            Reply plain = SERVER.get("metadata", "Accept-Encoding", "gzip;q=0");

            assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
            assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.response().body())).readAllBytes())
                    .isEqualTo(plain.response().body());
            assertThat(plain.header("Content-Encoding")).isEmpty();
        }

        private static HttpResponse<byte[]> sendCompressed(byte[] body) throws IOException, InterruptedException {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(SERVER.base() + "/Patient"))
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
    }

    @Nested
    @DisplayName("3.1.0.1.11 general parameters")
    class GeneralParameters {

        @ParameterizedTest(name = "_format={0} means XML, before the Accept header")
        @ValueSource(strings = {"xml", "text/xml", "application/xml", "application/fhir+xml", "application/fhir%2Bxml"})
        void xml(String format) {
            assertThat(SERVER.get("Patient/general-1?_format=" + format, "Accept", "application/fhir+json").text())
                    .startsWith("<Patient");
        }

        @ParameterizedTest(name = "_format={0} means JSON, before the Accept header")
        @ValueSource(strings = {"json", "application/json", "application/fhir+json"})
        void json(String format) {
            assertThat(SERVER.get("Patient/general-1?_format=" + format, "Accept", "application/fhir+xml").text())
                    .startsWith("{");
        }

        @ParameterizedTest(name = "_format={0} is not spoken here: 406")
        @ValueSource(strings = {"ttl", "text/turtle", "html"})
        void others(String format) {
            assertThat(SERVER.get("Patient/general-1?_format=" + format).status()).isEqualTo(406);
        }

        @Test
        @DisplayName("_pretty changes white space alone")
        void pretty() {
            Reply pretty = SERVER.get("Patient/general-1?_pretty=true");

            assertThat(pretty.text().lines().count()).isGreaterThan(5);
            assertThat(pretty.json()).isEqualTo(SERVER.get("Patient/general-1?_pretty=false").json());
        }
    }

    @Nested
    @DisplayName("3.1.0.1.12 support for versions")
    class Versions {

        @Test
        @DisplayName("the CapabilityStatement says versioned-update: versions are told, read and asked for")
        void versionedUpdate() {
            assertThat(SERVER.get("metadata").json().at("/rest/0/resource/0/versioning").asString())
                    .isEqualTo("versioned-update");
        }
    }
}
