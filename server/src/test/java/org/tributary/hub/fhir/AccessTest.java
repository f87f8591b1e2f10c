package org.tributary.hub.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tributary.hub.fhir.FhirServer.Reply;

/** What the token grants by interaction and type, and whose records a caller sees. */
class AccessTest {

    private final FhirServer server = FhirServer.shared();

    @Test
    void eachInteractionNeedsItsScopeOnItsType() {
        server.put("Patient/access-1", """
                {"resourceType":"Patient","id":"access-1"}""");
        String body = """
                {"resourceType":"Patient","id":"access-1"}""";

        assertThat(server.get("Patient/access-1", "Caller", "system/Patient.r").status()).isEqualTo(200);
        assertThat(server.get("Patient?_id=access-1", "Caller", "system/Patient.r").status()).isEqualTo(403);
        assertThat(server.get("Patient?_id=access-1", "Caller", "user/Patient.s").status()).isEqualTo(200);
        assertThat(server.get("Patient/access-1", "Caller", "user/Patient.s").status()).isEqualTo(403);
        assertThat(server.get("Patient/access-1", "Caller", "system/Observation.cruds").status()).isEqualTo(403);
        assertThat(server.get("Patient/access-1/_history", "Caller", "system/*.s").status()).isEqualTo(403);
        assertThat(server.put("Patient/access-1", body, "Caller", "system/*.crds").status()).isEqualTo(403);
        assertThat(server.post("Patient", body, "Caller", "system/*.ruds").status()).isEqualTo(403);
        assertThat(server.delete("Patient/access-1", "Caller", "system/*.crus").status()).isEqualTo(403);
        assertThat(server.get("Patient/access-1").header("ETag")).isEqualTo("W/\"1\"");
    }

    @Test
    void aRefusalNamesTheScopeThatIsMissing() {
        Reply reply = server.get("Patient/access-2", "Caller", "system/Observation.rs");

        assertThat(reply.issueCode()).isEqualTo("forbidden");
        assertThat(reply.diagnostics()).contains("Patient.r");
    }

    @Test
    void everyEntryOfATransactionNeedsItsScope() {
        Reply reply = server.post("",
                """
                        {"resourceType":"Bundle","type":"transaction","entry":[
                         {"resource":{"resourceType":"Patient","id":"access-tx"},"request":{"method":"PUT","url":"Patient/access-tx"}},
                         {"resource":{"resourceType":"Basic","id":"access-tx","code":{}},
                          "request":{"method":"PUT","url":"Basic/access-tx"}}]}""",
                "Caller", "system/Patient.cruds");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.json().at("/issue/0/expression/0").asString()).isEqualTo("Bundle.entry[1]");
        assertThat(server.get("Patient/access-tx").status()).isEqualTo(404);
    }

    @Test
    void anotherPublishersRecordsAreSeenOnlyUnderAnAgreementAndNeverChanged() {
        server.put("Patient/access-trust", """
                {"resourceType":"Patient","id":"access-trust"}""", "Caller", FhirServer.TRUST);

        assertThat(server.get("Patient/access-trust").status()).isEqualTo(404);
        assertThat(server.get("Patient/access-trust/_history").status()).isEqualTo(404);
        assertThat(server.get("Patient?_id=access-trust&_total=accurate").json().path("total").asInt()).isZero();

        server.agree(true);
        assertThat(server.get("Patient/access-trust").status()).isEqualTo(200);
        assertThat(server.get("Patient?_id=access-trust&_total=accurate").json().path("total").asInt()).isEqualTo(1);

        server.agree(false);
        assertThat(server.get("Patient/access-trust").status()).isEqualTo(404);
        Reply foreign = server.put("Patient/access-trust", """
                {"resourceType":"Patient","id":"access-trust","active":true}""");
        assertThat(foreign.status()).isEqualTo(409);
        assertThat(server.get("Patient/access-trust", "Caller", FhirServer.TRUST).header("ETag")).isEqualTo("W/\"1\"");
    }

    @Test
    void whoActsForNoOrganisationCannotWrite() {
        Reply reply = server.post("Patient", """
                {"resourceType":"Patient"}""", "Caller", "nobody");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.diagnostics()).contains("organisation");
    }
}
