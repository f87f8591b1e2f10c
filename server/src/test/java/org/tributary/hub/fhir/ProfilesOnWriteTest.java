package org.tributary.hub.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tributary.hub.fhir.FhirServer.Reply;
import org.tributary.hub.ingest.Validation;

/** What a REST write answers when the publisher's feed enforces profiles, or reports what breaks them. */
class ProfilesOnWriteTest {

    private static final FhirServer SERVER = FhirServer.shared();

    /** Valid in structure; its contact tells nothing, which R4's rule pat-1 forbids. */
    private static final String BAD = """
            {"resourceType":"Patient","id":"%s","contact":[{"gender":"male"}]}""";

    private static Reply send(String method, String path, String body, String prefer) {
        return SERVER.send(method, path, body, "Caller", FhirServer.STRICT, "Prefer", prefer);
    }

    @Test
    void enforcedAnswers422WithEachBrokenRuleAndItsPlaceAndStoresNothing() {
        SERVER.validate(Validation.ENFORCE);
        Reply refused = send("PUT", "Patient/strict-1", BAD.formatted("strict-1"), "return=minimal");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.issueCode()).isEqualTo("invariant");
        assertThat(refused.diagnostics()).contains("pat-1");
        assertThat(refused.text()).contains("\"expression\":[\"Patient.contact[0]");
        assertThat(send("GET", "Patient/strict-1", "", "return=minimal").status()).isEqualTo(404);
    }

    @Test
    void aTransactionIsRefusedWholeAndNamesTheEntry() {
        SERVER.validate(Validation.ENFORCE);
        Reply refused = send("POST", "",
                """
                        {"resourceType":"Bundle","type":"transaction","entry":[
                         {"resource":{"resourceType":"Patient","id":"strict-2"},"request":{"method":"PUT","url":"Patient/strict-2"}},
                         {"resource":%s,"request":{"method":"PUT","url":"Patient/strict-3"}}]}"""
                        .formatted(BAD.formatted("strict-3")),
                "return=minimal");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("Bundle.entry[1].resource.contact[0]").doesNotContain("Bundle.entry[0]");
        assertThat(send("GET", "Patient/strict-2", "", "return=minimal").status()).isEqualTo(404);
    }

    @Test
    void reportedIsStoredAndToldInTheOutcome() {
        SERVER.validate(Validation.REPORT);
        Reply stored = send("PUT", "Patient/strict-4", BAD.formatted("strict-4"), "return=OperationOutcome");
        assertThat(stored.status()).isEqualTo(201);
        assertThat(stored.text()).contains("\"severity\":\"warning\"", "pat-1", "Patient.contact[0]");
        assertThat(send("GET", "Patient/strict-4", "", "return=minimal").status()).isEqualTo(200);
    }

    @Test
    void theCapabilityStatementNamesTheProfilesOfWhatIsMapped() {
        String statement = SERVER.get("metadata").text();
        assertThat(statement).contains("StructureDefinition/tributary-patient",
                "StructureDefinition/tributary-episode-of-care");
    }
}
