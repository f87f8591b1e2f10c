package org.tributary.hub.fhir.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.hub.fhir.FhirServer;
import org.tributary.hub.fhir.FhirServer.Reply;

/** R4, Binary, section 2.41.3: Binary resources on the RESTful API travel as what they hold. */
@DisplayName("2.41.3 Binary on the RESTful API")
class BinaryConformanceTest {

    private static final FhirServer SERVER = FhirServer.shared();

    private static String binary(String id, String type, String content) {
        return "{\"resourceType\":\"Binary\",\"id\":\"%s\",\"contentType\":\"%s\",\"data\":\"%s\"}".formatted(id, type,
                base64(content));
    }

    private static String base64(String content) {
        return Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "a read that names no FHIR type (Accept {0}) returns the content with its own type")
    @ValueSource(strings = {"*/*", "application/pdf",
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"})
    void content(String accept) {
        SERVER.keep(binary("bin-1", "text/rtf", "{\\rtf1 letter}"));

        Reply reply = SERVER.get("Binary/bin-1", "Accept", accept);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("text/rtf");
        assertThat(reply.text()).isEqualTo("{\\rtf1 letter}");
        assertThat(reply.header("ETag")).startsWith("W/");
        assertThat(reply.header("Content-Disposition")).isEqualTo("attachment");
    }

    @Test
    @DisplayName("a read that names a FHIR type, by Accept or _format, returns the resource")
    void resource() {
        SERVER.keep(binary("bin-2", "text/plain", "letter"));

        for (String type : new String[]{"application/fhir+json", "application/json"}) {
            Reply reply = SERVER.get("Binary/bin-2", "Accept", type);
            assertThat(reply.json().path("resourceType").asString()).isEqualTo("Binary");
            assertThat(reply.json().path("data").asString()).isEqualTo(base64("letter"));
        }
        assertThat(SERVER.get("Binary/bin-2", "Accept", "application/fhir+xml").text()).startsWith("<Binary");
        assertThat(SERVER.get("Binary/bin-2?_format=json", "Accept", "*/*").json().path("id").asString())
                .isEqualTo("bin-2");
    }

    @Test
    @DisplayName("a version is read in the same way, HEAD tells the length, and a client's version is 304")
    void versions() {
        SERVER.keep(binary("bin-3", "text/plain", "first"));
        SERVER.keep(binary("bin-3", "text/plain", "second"));

        assertThat(SERVER.get("Binary/bin-3/_history/1", "Accept", "*/*").text()).isEqualTo("first");
        assertThat(SERVER.get("Binary/bin-3", "Accept", "*/*").text()).isEqualTo("second");
        assertThat(SERVER.send("HEAD", "Binary/bin-3", "", "Accept", "*/*").header("Content-Length")).isEqualTo("6");
        assertThat(SERVER.get("Binary/bin-3", "Accept", "*/*", "If-None-Match", "W/\"2\"").status()).isEqualTo(304);
    }

    @Test
    @DisplayName("what is not there is an OperationOutcome, whatever is accepted")
    void missing() {
        Reply reply = SERVER.get("Binary/bin-none", "Accept", "application/pdf");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().path("resourceType").asString()).isEqualTo("OperationOutcome");
    }

    @Test
    @DisplayName("binary data that is posted is accepted as it is, as the content of a new Binary")
    void create() {
        Reply created = SERVER.post("Binary", "%PDF-1.7 é", "Content-Type", "application/pdf", "X-Security-Context",
                "Patient/bin-context");

        assertThat(created.status()).isEqualTo(201);
        String at = created.header("Location");
        assertThat(SERVER.get(at, "Accept", "*/*").text()).isEqualTo("%PDF-1.7 é");
        Reply resource = SERVER.get(at, "Accept", "application/fhir+json");
        assertThat(resource.json().path("contentType").asString()).isEqualTo("application/pdf");
        assertThat(resource.json().at("/securityContext/reference").asString()).isEqualTo("Patient/bin-context");
    }

    @Test
    @DisplayName("binary data that is put becomes the content of the Binary that the URL names")
    void update() {
        assertThat(SERVER.put("Binary/bin-4", "a;b", "Content-Type", "text/csv; charset=utf-8").status())
                .isEqualTo(201);
        assertThat(SERVER.put("Binary/bin-4", "a;c", "Content-Type", "text/csv; charset=utf-8").status())
                .isEqualTo(200);

        Reply reply = SERVER.get("Binary/bin-4", "Accept", "text/csv");
        assertThat(reply.text()).isEqualTo("a;c");
        assertThat(reply.header("Content-Type")).isEqualToIgnoringCase("text/csv;charset=utf-8");
    }

    @ParameterizedTest(name = "{0} that is no Binary is content as well")
    @ValueSource(strings = {"application/fhir+json", "application/fhir+xml"})
    void fhirThatIsContent(String type) {
        String patient = type.endsWith("json")
                ? "{\"resourceType\":\"Patient\"}"
                : "<Patient xmlns=\"http://hl7.org/fhir\"/>";

        Reply created = SERVER.post("Binary", patient, "Content-Type", type);

        assertThat(created.status()).isEqualTo(201);
        assertThat(SERVER.get(created.header("Location"), "Accept", "*/*").text()).isEqualTo(patient);
    }

    @Test
    @DisplayName("a Binary in FHIR's JSON or XML is the resource itself")
    void resourceThatIsSent() {
        Reply json = SERVER.post("Binary", binary("x", "text/plain", "json").replace("\"id\":\"x\",", ""));
        Reply xml = SERVER.post("Binary", """
                <Binary xmlns="http://hl7.org/fhir"><contentType value="text/plain"/><data value="%s"/></Binary>"""
                .formatted(base64("xml")), "Content-Type", "application/fhir+xml");

        assertThat(SERVER.get(json.header("Location"), "Accept", "*/*").text()).isEqualTo("json");
        assertThat(SERVER.get(xml.header("Location"), "Accept", "*/*").text()).isEqualTo("xml");
        assertThat(SERVER.post("Binary", "{\"resourceType\":\"Binary\",\"colour\":1}").status()).isEqualTo(400);
    }
}
