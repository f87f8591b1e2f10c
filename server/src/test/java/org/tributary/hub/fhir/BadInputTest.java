package org.tributary.hub.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tributary.hub.fhir.FhirServer.Reply;

/** Every wrong request gets one OperationOutcome that says what is wrong, and never a 5xx. */
class BadInputTest {

    private static final String PATIENT = """
            {"resourceType":"Patient","id":"bad-1"}""";
    private static final String XML = "application/fhir+xml";

    private final FhirServer server = FhirServer.shared();

    static Stream<Arguments> requests() {
        return Stream.of(
                bad("GET", "Parrot/1", "", 404, "Parrot"),
                bad("GET", "Parrot?name=x", "", 404, "Parrot"),
                bad("GET", "patient/1", "", 404, "patient"),
                bad("GET", "Patient/1/2/3/4", "", 404, "Patient/1/2/3/4"),
                bad("GET", "Patient/under_score", "", 400, "under_score"),
                bad("GET", "Patient/" + "x".repeat(65), "", 400, "64"),
                bad("GET", "Patient/1/Organization", "", 400, "compartment"),
                bad("GET", "Location/1/Observation", "", 400, "no compartment"),
                bad("GET", "Patient/1/Observation?colour=red", "", 400, "colour"),
                bad("PUT", "Patient/1/Observation", PATIENT, 405, "GET"),
                bad("GET", "Patient/1/Parrot", "", 404, "Parrot"),
                bad("GET", "Organization/1/$everything", "", 404, "$everything"),
                bad("GET", "Observation/1/$care-timeline", "", 404, "$care-timeline"),
                bad("GET", "Patient/$merge", "", 404, "$merge"),
                bad("POST", "$no-such", "{}", 404, "$no-such"),
                bad("GET", "?_type=Parrot", "", 400, "Parrot"),
                bad("GET", "?_type=Patient,Location&birthdate=2000", "", 400, "birthdate"),
                bad("GET", "?name=x", "", 400, "name"),
                bad("GET", "_history?_type=Patient", "", 400, "_type"),
                bad("GET", "Patient/_history?_at=whenever", "", 400, "_at"),
                bad("GET", "Patient/_history?_cursor=nonsense", "", 400, "_cursor"),
                bad("GET", "Patient/1?name=x", "", 400, "name"),
                bad("GET", "Patient/1/_history?_since=2020-13-01", "", 400, "_since"),
                bad("GET", "Patient/1/_history?_count=many", "", 400, "_count"),
                bad("GET", "Patient/1/_history?_count=0", "", 400, "_count"),
                bad("GET", "Patient?_count=many", "", 400, "_count"),
                bad("GET", "Patient?_count=-1", "", 400, "_count"),
                bad("GET", "Patient?birthdate=yesterday", "", 400, "birthdate"),
                bad("GET", "Patient?name%00=x", "", 400, "NUL"),
                bad("GET", "Patient?name=a%00b", "", 400, "NUL"),
                bad("GET", "Patient?_cursor=nonsense", "", 400, "_cursor"),
                bad("GET", "Patient?_sort=colour", "", 400, "_sort"),
                bad("GET", "Patient?_total=perhaps", "", 400, "_total"),
                bad("GET", "Patient?_include=Patient:colour", "", 400, "colour"),
                bad("GET", "Patient?_has:Observation:patient=1", "", 400, "_has"),
                bad("GET", "Patient?organization.colour=red", "", 400, "organization.colour"),
                bad("GET", "Patient?_contained=true", "", 400, "_contained"),
                bad("GET", "Patient?_include=*&_summary=text", "", 400, "_summary=text"),
                bad("GET", "Patient?_summary=short", "", 400, "_summary"),
                bad("GET", "Patient?_summary=true&_elements=name", "", 400, "_elements"),
                bad("GET", "Patient?_elements=na%3Cme", "", 400, "_elements"),
                bad("GET", "Patient?_pretty=very", "", 400, "_pretty"),
                bad("GET", "Patient?_pretty=true&_pretty=false", "", 400, "_pretty"),
                bad("GET", "metadata?mode=some", "", 400, "mode"),
                bad("GET", "metadata?shape=short", "", 400, "shape"),
                bad("GET", "Patient/1/_history?_count=1&_count=2", "", 400, "_count"),
                bad("PATCH", "Patient/1", "[]", 400, "resourceType"),
                bad("PATCH", "Patient/1/_history", "[]", 405, "PATCH"),
                bad("PUT", "Patient", PATIENT, 412, "no criteria"),
                bad("PUT", "Patient?colour=blue", PATIENT, 400, "colour"),
                bad("DELETE", "Patient", "", 412, "no criteria"),
                bad("DELETE", "Patient?_count=5", "", 400, "_count"),
                bad("DELETE", "", "", 405, "DELETE"),
                bad("POST", "Patient/1", PATIENT, 405, "POST"),
                bad("POST", "metadata", "{}", 405, "POST"),
                bad("GET", "Patient/_search", "", 405, "POST"),
                bad("PUT", "Patient/bad-2", PATIENT, 400, "bad-2"),
                bad("PUT", "Patient/bad-1", "{\"resourceType\":\"Patient\"}", 400, "no id"),
                bad("PUT", "Observation/bad-1", PATIENT, 400, "Observation"),
                bad("PUT", "Patient/bad-1", "", 400, "empty"),
                bad("POST", "Patient", "", 400, "empty"),
                bad("POST", "Patient", "{\"resourceType\":", 400, ""),
                bad("POST", "Patient", "[]", 400, ""),
                bad("POST", "Patient", "null", 400, ""),
                bad("POST", "Patient", "{}", 400, "resourceType"),
                bad("POST", "Patient", "{\"resourceType\":\"Parrot\"}", 400, ""),
                bad("POST", "Patient", "{\"resourceType\":\"Patient\",\"resourceType\":\"Patient\"}", 400, "twice"),
                bad("POST", "Patient", "{\"resourceType\":\"Patient\",\"plumage\":\"blue\"}", 400, "plumage"),
                bad("POST", "Patient", "{\"resourceType\":\"Patient\",\"birthDate\":\"1.1.2000\"}", 400, ""),
                bad("POST", "Patient", "{\"resourceType\":\"Patient\",\"active\":\"yes\"}", 400, ""),
                bad("POST", "Observation", "{\"resourceType\":\"Observation\",\"valueInteger\":1e300000000}", 400,
                        "exponent"),
                bad("POST", "Patient", "{\"resourceType\":\"Patient\",\"x\":" + "[".repeat(100_000), 400, "deeper"),
                bad("POST", "Patient", "{\"resourceType\":\"Patient\",\"language\":\"a\\u0000b\"}", 400, "NUL"),
                bad("POST", "Patient", "{\"resourceType\":\"Patient\",\"x\":\"" + "x".repeat(1_100_000) + "\"}", 413,
                        "larger"),
                bad("POST", "", "{\"resourceType\":\"Patient\"}", 400, "Bundle"),
                bad("POST", "", "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}", 400, "Bundle.type"),
                bad("POST", "", "{\"resourceType\":\"Bundle\"}", 400, "Bundle.type"),
                bad("POST", "", "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":{}}", 400, "array"),
                bad("POST", "", "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[1]}", 400, "object"),
                bad("POST", "", "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"colour\":1}", 400, "colour"),
                bad("POST", "", "", 400, "empty"));
    }

    private static Arguments bad(String method, String path, String body, int status, String named) {
        return Arguments.of(method, path, body, status, named);
    }

    @ParameterizedTest(name = "{0} {1} #{index}")
    @MethodSource("requests")
    void aBadRequestIsRefusedWithAnOutcomeThatNamesTheFault(String method, String path, String body, int status,
            String named) {
        Reply reply = server.send(method, path, body);

        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.json().path("resourceType").asString()).isEqualTo("OperationOutcome");
        assertThat(reply.json().at("/issue/0/severity").asString()).isEqualTo("error");
        assertThat(reply.json().at("/issue/0/code").asString()).isNotEmpty();
        assertThat(reply.text()).contains(named);
        assertThat(reply.text().length()).isLessThan(5_000);
    }

    @Test
    void aPathThatTheContainerRefusesIs400WithAnOutcome() {
        Reply reply = server.get("Patient/a%00b");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Content-Type")).startsWith("application/fhir+json");
        assertThat(reply.json().path("resourceType").asString()).isEqualTo("OperationOutcome");
    }

    @Test
    void aMalformedRequestLineIs400WithAnOutcome() throws IOException {
        URI base = URI.create(server.base());
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write("GET /fhir/Patient?name=a b HTTP/1.1\r\nHost: hub\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("\"resourceType\":\"OperationOutcome\"");
        }
    }

    @Test
    void a405TellsWhichMethodsAreSupported() {
        assertThat(server.send("POST", "Patient/1", "[]").header("Allow")).isEqualTo("DELETE, GET, PATCH, PUT");
    }

    @Test
    void aWrongElementIsNamedByItsPlace() {
        Reply reply = server.post("Patient", """
                {"resourceType":"Patient","name":[{"given":["a"]},{"given":[1]}]}""");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/issue/0/expression/0").asString()).isEqualTo("Patient.name[1].given[0]");
    }

    @Test
    void headersThatAreNotUnderstoodAreRefused() {
        assertThat(server.put("Patient/bad-1", PATIENT, "If-Match", "yesterday").status()).isEqualTo(400);
        assertThat(server.get("Patient/bad-1", "If-Match", "W/\"1\"").diagnostics()).contains("If-Match");
        assertThat(server.put("Patient/bad-1", PATIENT, "If-None-Match", "W/\"1\"").diagnostics())
                .contains("If-None-Match");
        assertThat(server.put("Patient/bad-1", PATIENT, "If-None-Exist", "identifier=1").diagnostics())
                .contains("If-None-Exist");
        assertThat(server.post("Patient", PATIENT, "If-None-Exist", "Person?identifier=1").diagnostics())
                .contains("If-None-Exist");
        assertThat(server.post("Patient", PATIENT, "If-Match", "W/\"1\"").diagnostics()).contains("If-Match");
        assertThat(server.get("Patient/bad-1", "Accept", ";;;").status()).isEqualTo(400);
        assertThat(server.post("Patient", PATIENT, "Content-Type", "text/csv").status()).isEqualTo(415);
        assertThat(server.post("Patient", PATIENT, "Content-Type", "application/fhir+json;charset=utf-16").status())
                .isEqualTo(415);
        assertThat(server.post("Patient", PATIENT, "Content-Type", "application/fhir+json;fhirVersion=3.0").status())
                .isEqualTo(415);
        assertThat(server.post("Patient", PATIENT, "Content-Type", ";;").status()).isEqualTo(400);
        assertThat(server.post("Patient", PATIENT, "Content-Encoding", "gzip").status()).isEqualTo(400);
        assertThat(server.post("Patient", PATIENT, "Content-Encoding", "br").status()).isEqualTo(415);
        assertThat(server.post("Patient/_search", PATIENT).status()).isEqualTo(415);
    }

    static Stream<Arguments> badXml() {
        String open = "<Patient xmlns=\"http://hl7.org/fhir\">";
        return Stream.of(Arguments.of(open, "well-formed"), Arguments.of("<Patient/>", "namespace"),
                Arguments.of(open + "<plumage value=\"blue\"/></Patient>", "plumage"),
                Arguments.of("<!DOCTYPE Patient [<!ENTITY a \"b\">]>" + open + "<id value=\"&a;\"/></Patient>", ""),
                Arguments.of(open + "<a>".repeat(50_000), "deeper"), Arguments.of("{}", "well-formed"),
                Arguments.of("""
                        <Observation xmlns="http://hl7.org/fhir"><status value="final"/><code><text value="x"/></code>
                        <valueQuantity><value value="1e300000000"/></valueQuantity></Observation>""", ""));
    }

    @ParameterizedTest(name = "#{index}")
    @MethodSource("badXml")
    void badXmlIsRefused(String xml, String named) {
        Reply reply = server.post(xml.contains("Observation") ? "Observation" : "Patient", xml, "Content-Type", XML);

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.json().path("resourceType").asString()).isEqualTo("OperationOutcome");
        assertThat(reply.text()).contains(named);
    }
}
