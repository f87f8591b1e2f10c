package org.tributary.hub.fhir.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tributary.hub.fhir.FhirServer;
import org.tributary.hub.fhir.FhirServer.Reply;

/** How R4's search page (section 3.1.1) has parameters and their values combined, over HTTP. */
class SearchValuesConformanceTest {

    private static final FhirServer SERVER = FhirServer.shared();

    @BeforeAll
    static void load() {
        SERVER.put("Patient/sv-1", """
                {"resourceType":"Patient","id":"sv-1","gender":"female","birthDate":"1961-02-03",
                 "name":[{"family":"Svenson","given":["Ada","Bea"]}]}""");
        SERVER.put("Patient/sv-2", """
                {"resourceType":"Patient","id":"sv-2","gender":"male",
                 "name":[{"family":"Svenson","given":["Bea"]}]}""");
    }

    @Test
    @DisplayName("3.1.1.3 values separated by commas are alternatives")
    void alternatives() {
        assertThat(SERVER.get("Patient?family=svenson&gender=female,male").ids())
                .containsExactlyInAnyOrder("sv-1", "sv-2");
    }

    @Test
    @DisplayName("3.1.1.3 a parameter that is repeated must be met each time, by whichever value")
    void repeated() {
        assertThat(SERVER.get("Patient?family=svenson&given=ada&given=bea").ids()).containsExactly("sv-1");
    }

    @Test
    @DisplayName("3.1.1.4.4 missing=true finds what has no value, missing=false what has one")
    void missing() {
        assertThat(SERVER.get("Patient?family=svenson&birthdate:missing=true").ids()).containsExactly("sv-2");
        assertThat(SERVER.get("Patient?family=svenson&birthdate:missing=false").ids()).containsExactly("sv-1");
    }

    @Test
    @DisplayName("3.1.1.4.4 a modifier that the type of a parameter does not have is refused")
    void unknownModifier() {
        Reply reply = SERVER.get("Patient?birthdate:exact=1961-02-03");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.diagnostics()).contains("birthdate:exact");
    }

    @Test
    @DisplayName("3.1.1.4.9 strings are found by their beginning whatever their case, and as they are with exact")
    void strings() {
        assertThat(SERVER.get("Patient?family=SVEN&given=ad").ids()).containsExactly("sv-1");
        assertThat(SERVER.get("Patient?family:exact=svenson").ids()).isEmpty();
    }

    @Test
    @DisplayName("3.1.1.4.7 a date without time covers its whole day, month or year")
    void dates() {
        for (String date : new String[]{"1961-02-03", "1961-02", "1961", "ge1961-02-03", "lt1961-02-04"}) {
            assertThat(SERVER.get("Patient?family=svenson&birthdate=" + date).ids()).as(date).containsExactly("sv-1");
        }
        assertThat(SERVER.get("Patient?family=svenson&birthdate=1961-02-04").ids()).isEmpty();
    }
}
