package org.tributary.hub.fhir.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.hub.fhir.FhirServer;
import org.tributary.hub.fhir.FhirServer.Reply;

/** R4, Search, sections 3.1.1.4.1 to 3.1.1.4.4: parameters of all resources, parameters of each, modifiers. */
class SearchParametersConformanceTest {

    /** The one parameter that the hub adds to every type of a patient's record. */
    private static final String OWN = "https://tributary.example/fhir/SearchParameter/person";

    private static final FhirServer SERVER = FhirServer.shared();

    @BeforeAll
    static void load() {
        SERVER.keep("""
                {"resourceType":"Patient","id":"sp-1","gender":"female","name":[{"family":"Sparams"}],
                 "meta":{"source":"https://sender.example/sp","profile":["https://tributary.example/profile/sp"],
                   "tag":[{"system":"urn:sp","code":"needs-review"}],"security":[{"system":"urn:sp","code":"R"}]}}""");
        SERVER.keep("""
                {"resourceType":"Patient","id":"sp-2","name":[{"family":"Sparams"}],
                 "_gender":{"extension":[{"url":"urn:why","valueString":"not asked"}]}}""");
    }

    @Nested
    @DisplayName("3.1.1.4.1 parameters for all resources")
    class All {

        @Test
        @DisplayName("_id finds the one resource, in its own case; several ids are alternatives")
        void id() {
            assertThat(SERVER.find("Patient?_id=sp-1")).containsExactly("sp-1");
            assertThat(SERVER.find("Patient?_id=SP-1")).isEmpty();
            assertThat(SERVER.find("Patient?_id=sp-1,sp-2")).containsExactlyInAnyOrder("sp-1", "sp-2");
        }

        @Test
        @DisplayName("_id goes with other parameters")
        void idAndOthers() {
            assertThat(SERVER.find("Patient?_id=sp-1&gender=male")).isEmpty();
        }

        @Test
        @DisplayName("_lastUpdated finds what changed in a stretch of time")
        void lastUpdated() {
            assertThat(SERVER.find("Patient?family=sparams&_lastUpdated=gt2010-10-01")).contains("sp-1", "sp-2");
            assertThat(SERVER.find("Patient?family=sparams&_lastUpdated=lt2010-10-01")).isEmpty();
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"_tag=urn:sp|needs-review", "_tag=needs-review", "_security=urn:sp|R",
                "_profile=https://tributary.example/profile/sp", "_source=https://sender.example/sp"})
        @DisplayName("_tag, _security, _profile and _source look at meta")
        void meta(String query) {
            assertThat(SERVER.find("Patient?family=sparams&" + query)).containsExactly("sp-1");
        }
    }

    @Nested
    @DisplayName("3.1.1.4.2 parameters for each resource")
    class Each {

        @Test
        @DisplayName("a parameter with several paths matches by any of them")
        void severalPaths() {
            SERVER.keep("""
                    {"resourceType":"Patient","id":"sp-3","name":[{"text":"Sparamsomeone"}]}""");
            SERVER.keep("""
                    {"resourceType":"Patient","id":"sp-4","name":[{"given":["Sparamsomeone"]}]}""");

            assertThat(SERVER.find("Patient?name=sparamsomeone")).containsExactlyInAnyOrder("sp-3", "sp-4");
        }

        @Test
        @DisplayName("each parameter that the CapabilityStatement names for a type is one of R4's definitions")
        void named() {
            Reply metadata = SERVER.get("metadata");

            assertThat(metadata.json().at("/rest/0/resource/0/searchParam").findValuesAsString("definition"))
                    .contains(OWN)
                    .filteredOn(url -> !url.equals(OWN))
                    .isNotEmpty()
                    .allMatch(url -> url.startsWith("http://hl7.org/fhir/SearchParameter/"));
        }
    }

    @Nested
    @DisplayName("3.1.1.4.4 modifiers")
    class Modifiers {

        @ParameterizedTest(name = "gender:missing={0} finds {1}; a value that is only an extension is none")
        @CsvSource({"true,sp-2", "false,sp-1"})
        void missing(String missing, String found) {
            assertThat(SERVER.find("Patient?family=sparams&gender:missing=" + missing)).containsExactly(found);
        }

        @ParameterizedTest(name = "{0}: the parameter has no such modifier, 400")
        @ValueSource(strings = {"birthdate:exact=1961-02-03", "gender:contains=ma", "family:below=x", "_id:exact=1",
                "organization:Location=1", "name:wild=x", "_lastUpdated:not=2010", "_list:not=1"})
        void unsupported(String query) {
            Reply reply = SERVER.get("Patient?" + query);

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().path("resourceType").asString()).isEqualTo("OperationOutcome");
            assertThat(reply.diagnostics()).contains(query.substring(0, query.indexOf('=')));
        }

        @Test
        @DisplayName("an unsupported modifier is an error under lenient handling, too")
        void lenient() {
            assertThat(SERVER.get("Patient?family:below=x", "Prefer", "handling=lenient").status()).isEqualTo(400);
        }
    }
}
