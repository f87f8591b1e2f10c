package org.tributary.hub.fhir.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tributary.hub.fhir.FhirServer;
import org.tributary.hub.fhir.FhirServer.Reply;

/** R4, RESTful API, section 3.1.0.6: patch. */
class PatchConformanceTest {

    private static final String JSON = "application/json-patch+json";
    private static final String XML = "application/xml-patch+xml";

    private final FhirServer server = FhirServer.shared();

    private void put(String id, String more) {
        server.put("Patient/" + id, """
                {"resourceType":"Patient","id":"%s"%s}""".formatted(id, more));
    }

    private Reply patch(String path, String type, String patch, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = type;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return server.send("PATCH", path, patch, all);
    }

    private static String operation(String type, String path, String more) {
        return """
                {"resourceType":"Parameters","parameter":[{"name":"operation","part":[
                 {"name":"type","valueCode":"%s"},{"name":"path","valueString":"%s"}%s]}]}""".formatted(type, path,
                more);
    }

    @Test
    @DisplayName("3.1.0.6 patch: a JSON patch changes the resource and makes a new version")
    void jsonPatch() {
        put("pj-1", ",\"active\":true,\"name\":[{\"family\":\"A\"}]");

        Reply reply = patch("Patient/pj-1", JSON, """
                [{"op":"test","path":"/name/0/family","value":"A"},
                 {"op":"replace","path":"/name/0/family","value":"B"},
                 {"op":"add","path":"/name/-","value":{"family":"C"}},
                 {"op":"remove","path":"/active"}]""");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("ETag")).isEqualTo("W/\"2\"");
        assertThat(reply.json().at("/name/0/family").asString()).isEqualTo("B");
        assertThat(reply.json().at("/name/1/family").asString()).isEqualTo("C");
        assertThat(reply.json().path("active").isMissingNode()).isTrue();
    }

    @Test
    @DisplayName("3.1.0.6 a JSON patch leaves the digits of numbers and the order of members as they are")
    void numbersStay() {
        server.put("Observation/pj-2",
                """
                        {"resourceType":"Observation","id":"pj-2","valueQuantity":{"unit":"kg","value":72.50},"status":"final","code":{"text":"x"}}""");

        Reply reply = patch("Observation/pj-2", JSON, """
                [{"op":"add","path":"/valueQuantity/code","value":"kg"}]""");

        assertThat(reply.text()).contains("\"valueQuantity\":{\"unit\":\"kg\",\"value\":72.50,\"code\":\"kg\"}");
    }

    @Test
    @DisplayName("3.1.0.6 patch: an XML patch changes the resource")
    void xmlPatch() {
        put("px-1",
                ",\"active\":true,\"name\":[{\"use\":\"official\",\"family\":\"A\"},{\"use\":\"nickname\",\"text\":\"N\"}]");

        Reply reply = patch("Patient/px-1", XML, """
                <diff xmlns="http://hl7.org/fhir" xmlns:f="http://hl7.org/fhir">
                  <replace sel="f:Patient/f:name[f:use/@value='official']/f:family/@value">B</replace>
                  <add sel="f:Patient"><gender value="female"/></add>
                  <remove sel="f:Patient/f:active"/>
                </diff>""");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().at("/name/0/family").asString()).isEqualTo("B");
        assertThat(reply.json().path("gender").asString()).isEqualTo("female");
        assertThat(reply.json().path("active").isMissingNode()).isTrue();
    }

    @Test
    @DisplayName("3.1.0.6 patch: a FHIRPath patch changes the resource")
    void fhirPathPatch() {
        put("pf-1", ",\"birthDate\":\"1970-01-01\",\"name\":[{\"use\":\"official\",\"family\":\"A\"}]");

        Reply reply = patch("Patient/pf-1", "application/fhir+json",
                operation("replace", "Patient.name.where(use = 'official').family",
                        ",{\"name\":\"value\",\"valueString\":\"B\"}"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().at("/name/0/family").asString()).isEqualTo("B");
        assertThat(reply.json().path("birthDate").asString()).isEqualTo("1970-01-01");
    }

    @Test
    @DisplayName("3.1.0.6 FHIRPath functions that take a regular expression are refused by name")
    void regularExpressions() {
        put("pf-2", ",\"name\":[{\"family\":\"A\"}]");

        for (String path : new String[]{"Patient.name.where(family.matches('(a+)+$'))",
                "Patient.name.family.replaceMatches('a','b')", "Patient.name[0].matchesFull('a')"}) {
            Reply reply = patch("Patient/pf-2", "application/fhir+json", operation("delete", path, ""));
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.issueCode()).isEqualTo("not-supported");
        }
    }

    @Test
    @DisplayName("3.1.0.6 patch: the server SHALL support version-aware patches")
    void versions() {
        put("pv-1", ",\"active\":true");
        String patch = """
                [{"op":"replace","path":"/active","value":false}]""";

        assertThat(patch("Patient/pv-1", JSON, patch, "If-Match", "W/\"4\"").status()).isEqualTo(412);
        assertThat(patch("Patient/pv-1", JSON, patch, "If-Match", "W/\"1\"").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("3.1.0.6 patch: what would not be a valid resource is refused and nothing is written")
    void invalidResults() {
        put("pi-1", ",\"active\":true");

        assertThat(patch("Patient/pi-1", JSON, "[{\"op\":\"add\",\"path\":\"/unheard\",\"value\":1}]").status())
                .isEqualTo(422);
        assertThat(patch("Patient/pi-1", JSON, "[{\"op\":\"replace\",\"path\":\"/active\",\"value\":\"x\"}]").status())
                .isEqualTo(422);
        assertThat(patch("Patient/pi-1", JSON, "[{\"op\":\"replace\",\"path\":\"/id\",\"value\":\"x\"}]").status())
                .isEqualTo(422);
        assertThat(patch("Patient/pi-1", JSON, "[{\"op\":\"test\",\"path\":\"/active\",\"value\":false}]").status())
                .isEqualTo(422);
        assertThat(patch("Patient/pi-1", JSON, "[{\"op\":\"remove\",\"path\":\"/gender\"}]").status()).isEqualTo(422);
        assertThat(patch("Patient/pi-1", JSON, "[{\"op\":\"remove\",\"path\":\"\"}]").status()).isEqualTo(422);
        assertThat(server.get("Patient/pi-1").header("ETag")).isEqualTo("W/\"1\"");
    }

    @Test
    @DisplayName("3.1.0.6 a body that is no patch is refused, 400; of a type that is none, 415")
    void noPatches() {
        put("pn-1", "");

        assertThat(patch("Patient/pn-1", JSON, "{}").status()).isEqualTo(400);
        assertThat(patch("Patient/pn-1", JSON, "[{\"op\":\"grow\",\"path\":\"/x\"}]").status()).isEqualTo(400);
        assertThat(patch("Patient/pn-1", JSON, "not json").status()).isEqualTo(400);
        assertThat(patch("Patient/pn-1", XML, "<diff>").status()).isEqualTo(400);
        assertThat(patch("Patient/pn-1", XML, "<!DOCTYPE x [<!ENTITY y \"z\">]><diff>&y;</diff>").status())
                .isEqualTo(400);
        assertThat(patch("Patient/pn-1", XML,
                "<diff><remove sel=\"//*[contains(.,'x')]\"/></diff>").status()).isEqualTo(400);
        assertThat(patch("Patient/pn-1", "application/fhir+json", "{\"resourceType\":\"Patient\"}").status())
                .isEqualTo(400);
        assertThat(patch("Patient/pn-1", "text/plain", "x").status()).isEqualTo(415);
        assertThat(server.send("POST", "Patient", "[]", "Content-Type", JSON).status()).isEqualTo(415);
        assertThat(server.send("PATCH", "Patient/pn-1", "").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("3.1.0.6 a JSON patch that copies copies is stopped")
    void growingPatches() {
        put("pg-1", ",\"name\":[{\"given\":[\"a\",\"b\",\"c\",\"d\"]}]");
        String copy = "{\"op\":\"copy\",\"from\":\"/name\",\"path\":\"/name/0/x\"},";

        Reply reply = patch("Patient/pg-1", JSON, "[" + copy.repeat(60) + "{\"op\":\"remove\",\"path\":\"/name\"}]");

        assertThat(reply.status()).isEqualTo(422);
    }

    @Test
    @DisplayName("3.1.0.6 patch: an unknown resource is 404, a deleted one 410, another publisher's 409")
    void absentTargets() {
        put("pa-1", "");
        server.delete("Patient/pa-1");
        String patch = "[{\"op\":\"add\",\"path\":\"/active\",\"value\":true}]";

        assertThat(patch("Patient/pa-none", JSON, patch).status()).isEqualTo(404);
        assertThat(patch("Patient/pa-1", JSON, patch).status()).isEqualTo(410);
        server.put("Patient/pa-2", "{\"resourceType\":\"Patient\",\"id\":\"pa-2\"}", "Caller", FhirServer.TRUST);
        assertThat(patch("Patient/pa-2", JSON, patch).status()).isEqualTo(404);
        server.agree(true);
        try {
            assertThat(patch("Patient/pa-2", JSON, patch).status()).isEqualTo(409);
        } finally {
            server.agree(false);
        }
    }

    @Test
    @DisplayName("3.1.0.6 patch: Prefer decides what is returned, as for an update")
    void prefer() {
        put("pr-1", "");

        Reply minimal = patch("Patient/pr-1", JSON, "[{\"op\":\"add\",\"path\":\"/active\",\"value\":true}]", "Prefer",
                "return=minimal");

        assertThat(minimal.text()).isEmpty();
        assertThat(minimal.header("ETag")).isEqualTo("W/\"2\"");
        assertThat(minimal.header("Location")).endsWith("/Patient/pr-1/_history/2");
    }

    @Test
    @DisplayName("3.1.0.6 patch: a JSON patch whose test fails is 422 and changes nothing")
    void failingTest() {
        put("pt-0", ",\"active\":true");

        Reply reply = patch("Patient/pt-0", JSON, """
                [{"op":"replace","path":"/active","value":false},{"op":"test","path":"/active","value":true}]""");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(server.get("Patient/pt-0").json().path("active").asBoolean()).isTrue();
    }

    @Test
    @DisplayName("3.1.0.6 patch: an XML patch knows the namespaces of FHIR and of narratives")
    void namespaces() {
        put("px-2",
                ",\"text\":{\"status\":\"generated\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\"><p>a</p></div>\"}");

        Reply reply = patch("Patient/px-2", XML, """
                <diff xmlns:f="http://hl7.org/fhir" xmlns:h="http://www.w3.org/1999/xhtml">
                  <replace sel="f:Patient/f:text/h:div/h:p"><h:p>b</h:p></replace></diff>""");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().at("/text/div").asString()).contains(">b<").doesNotContain(">a<");
    }

    @Test
    @DisplayName("3.1.0.6 patch: a narrative generated from data that the patch changes goes, one of its own stays")
    void narratives() {
        String text = ",\"active\":true,\"text\":{\"status\":\"%s\",\"div\":"
                + "\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">active</div>\"}";
        String patch = "[{\"op\":\"replace\",\"path\":\"/active\",\"value\":false}]";
        put("pn-generated", text.formatted("generated"));
        put("pn-additional", text.formatted("additional"));

        assertThat(patch("Patient/pn-generated", JSON, patch).json().has("text")).isFalse();
        assertThat(patch("Patient/pn-additional", JSON, patch).json().has("text")).isTrue();
    }

    @Test
    @DisplayName("3.1.0.6 conditional patch: none 404, one is patched, several 412")
    void conditionalPatch() {
        String patch = "[{\"op\":\"add\",\"path\":\"/active\",\"value\":true}]";
        put("pc-1", ",\"identifier\":[{\"value\":\"pc-one\"}]");
        put("pc-2", ",\"identifier\":[{\"value\":\"pc-two\"}]");
        put("pc-3", ",\"identifier\":[{\"value\":\"pc-two\"}]");

        assertThat(patch("Patient?identifier=pc-none", JSON, patch).status()).isEqualTo(404);
        assertThat(patch("Patient?identifier=pc-two", JSON, patch).status()).isEqualTo(412);
        Reply one = patch("Patient?identifier=pc-one", JSON, patch);
        assertThat(one.status()).isEqualTo(200);
        assertThat(one.json().path("id").asString()).isEqualTo("pc-1");
    }

    @Test
    @DisplayName("3.1.0.6 patch in a transaction: a Binary with a JSON patch, or Parameters")
    void patchInTransaction() {
        put("pt-1", "");
        put("pt-2", "");

        Reply reply = server.post("", """
                {"resourceType":"Bundle","type":"transaction","entry":[
                 {"resource":{"resourceType":"Binary","contentType":"application/json-patch+json",
                   "data":"W3sib3AiOiJhZGQiLCJwYXRoIjoiL2FjdGl2ZSIsInZhbHVlIjp0cnVlfV0="},
                  "request":{"method":"PATCH","url":"Patient/pt-1"}},
                 {"resource":%s,"request":{"method":"PATCH","url":"Patient/pt-2"}}]}""".formatted(
                operation("add", "Patient", ",{\"name\":\"name\",\"valueString\":\"gender\"},"
                        + "{\"name\":\"value\",\"valueCode\":\"male\"}")));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(server.get("Patient/pt-1").json().path("active").asBoolean()).isTrue();
        assertThat(server.get("Patient/pt-2").json().path("gender").asString()).isEqualTo("male");
    }

    @Test
    @DisplayName("Access: a patch needs the permissions to update and to read")
    void permission() {
        put("pp-1", "");

        assertThat(patch("Patient/pp-1", JSON, "[]", "Caller", "system/Patient.u").status()).isEqualTo(403);
        assertThat(patch("Patient/pp-1", JSON, "[]", "Caller", "system/Patient.r").status()).isEqualTo(403);
        assertThat(patch("Patient/pp-1", JSON, "[]", "Caller", "system/Patient.ru").status()).isEqualTo(200);
    }
}
