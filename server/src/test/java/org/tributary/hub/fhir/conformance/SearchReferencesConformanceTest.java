package org.tributary.hub.fhir.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.hub.fhir.FhirServer;
import tools.jackson.databind.JsonNode;

/** R4, Search, sections 3.1.1.4.12 to 3.1.1.4.16: references, versions, hierarchies, chains, reverse chains. */
class SearchReferencesConformanceTest {

    private static final FhirServer SERVER = FhirServer.shared();

    private static List<String> ids(String names) {
        return names.equals("-") ? List.of() : List.of(names.split(" ")).stream().map(name -> "rf-" + name).toList();
    }

    @BeforeAll
    static void load() {
        SERVER.keep("""
                {"resourceType":"Organization","id":"rf-org","name":"Rfpractice"}""");
        SERVER.keep("""
                {"resourceType":"Patient","id":"rf-23","gender":"female","name":[{"family":"Rfpeter"}],
                 "managingOrganization":{"reference":"Organization/rf-org"}}""");
        SERVER.keep("""
                {"resourceType":"Group","id":"rf-23","type":"person","actual":true}""");
        observation("patient", "{\"reference\":\"Patient/rf-23\"}", "1234-5");
        observation("group", "{\"reference\":\"Group/rf-23\"}", "1234-5");
        observation("version", "{\"reference\":\"Patient/rf-23/_history/1\"}", "777");
        observation("away", "{\"reference\":\"https://other.example/fhir/Patient/rf-23\"}", "777");
        observation("named", "{\"identifier\":{\"system\":\"urn:mrn\",\"value\":\"rf-123456\"}}", "777");
    }

    private static void observation(String id, String subject, String code) {
        SERVER.keep("""
                {"resourceType":"Observation","id":"rf-%s","status":"final","meta":{"tag":[{"code":"rf"}]},
                 "code":{"coding":[{"code":"%s"}]},"subject":%s}""".formatted(id, code, subject));
    }

    @Nested
    @DisplayName("3.1.1.4.12 reference")
    class References {

        @ParameterizedTest(name = "{0} finds {1}")
        @CsvSource({"subject=Patient/rf-23,patient version", "subject=Group/rf-23,group",
                "subject=rf-23,patient group version", "subject:Patient=rf-23,patient version",
                "patient=rf-23,patient version", "patient=Patient/rf-23,patient version",
                "subject=https://other.example/fhir/Patient/rf-23,away", "subject:identifier=urn:mrn|rf-123456,named",
                "subject:identifier=rf-123456,named", "subject=Patient/rf-none,-"})
        void references(String query, String found) {
            assertThat(SERVER.find("Observation?_tag=rf&" + query)).containsExactlyInAnyOrderElementsOf(ids(found));
        }

        @Test
        @DisplayName("a URL below the server's own base finds the relative reference")
        void ownBase() {
            assertThat(SERVER.find("Observation?_tag=rf&subject=" + SERVER.base() + "/Patient/rf-23"))
                    .containsExactlyInAnyOrder("rf-patient", "rf-version");
        }

        @Test
        @DisplayName("a reference that is sent as a URL of this server is the relative one: search, chain, compartment")
        void sentAsUrl() {
            String url = SERVER.base() + "/Patient/rf-23";
            observation("url", "{\"reference\":\"" + url + "\"}", "888");

            assertThat(SERVER.get("Observation/rf-url").json().at("/subject/reference").asString())
                    .isEqualTo("Patient/rf-23");
            assertThat(SERVER.find("Observation?code=888&subject=" + url)).containsExactly("rf-url");
            assertThat(SERVER.find("Observation?code=888&subject=Patient/rf-23")).containsExactly("rf-url");
            assertThat(SERVER.find("Observation?code=888&subject:Patient.family=Rfpeter")).containsExactly("rf-url");
            assertThat(SERVER.find("Patient/rf-23/Observation?code=888")).containsExactly("rf-url");
            SERVER.delete("Observation/rf-url");
        }

        @Test
        @DisplayName("a URL of this server is the relative reference in a transaction and a patch, with a version as well")
        void sentInOtherWays() {
            String url = SERVER.base() + "/Patient/rf-23";
            SERVER.post("",
                    """
                            {"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"PUT","url":"Communication/rf-url"},
                             "resource":{"resourceType":"Communication","id":"rf-url","status":"completed","subject":{"reference":"%s/_history/1"},
                              "sender":{"reference":"%s/not/a/resource"}}}]}"""
                            .formatted(url, SERVER.base()));
            JsonNode sent = SERVER.get("Communication/rf-url").json();
            assertThat(sent.at("/subject/reference").asString()).isEqualTo("Patient/rf-23/_history/1");
            assertThat(sent.at("/sender/reference").asString()).isEqualTo(SERVER.base() + "/not/a/resource");

            SERVER.send("PATCH", "Communication/rf-url", """
                    [{"op":"replace","path":"/sender/reference","value":"%s"}]""".formatted(url), "Content-Type",
                    "application/json-patch+json");
            assertThat(SERVER.get("Communication/rf-url").json().at("/sender/reference").asString())
                    .isEqualTo("Patient/rf-23");
        }

        @ParameterizedTest(name = "{0}: a type that the parameter never refers to is 400")
        @ValueSource(strings = {"subject:Practitioner=1", "patient=Group/1"})
        void neverOfThatType(String query) {
            assertThat(SERVER.get("Observation?" + query).status()).isEqualTo(400);
        }

        @Test
        @DisplayName("missing means neither a reference nor an identifier")
        void missing() {
            assertThat(SERVER.find("Observation?_tag=rf&subject:missing=true")).isEmpty();
        }

        @Test
        @DisplayName("what is nested in a Bundle is found by its id: composition")
        void nested() {
            SERVER.keep(
                    """
                            {"resourceType":"Bundle","id":"rf-doc","type":"document","timestamp":"2024-01-01T00:00:00Z",
                             "identifier":{"system":"urn:d","value":"1"},"entry":[{"fullUrl":"urn:uuid:7d3b2e1a-0000-4000-8000-000000000001",
                             "resource":{"resourceType":"Composition","id":"rf-comp","status":"final","type":{"text":"x"},
                              "date":"2024-01-01","author":[{"display":"x"}],"title":"x"}}]}""");

            assertThat(SERVER.find("Bundle?composition=rf-comp")).containsExactly("rf-doc");
        }
    }

    @Nested
    @DisplayName("3.1.1.4.13 references and versions")
    class Versions {

        @BeforeAll
        static void load() {
            SERVER.keep("""
                    {"resourceType":"Observation","id":"rf-needs","status":"final","code":{"text":"x"}}""");
            SERVER.keep("""
                    {"resourceType":"QuestionnaireResponse","id":"rf-canonical","status":"completed",
                     "questionnaire":"https://rf.example/q|1.0"}""");
        }

        @ParameterizedTest(name = "a canonical with a version is found by {0}")
        @ValueSource(strings = {"https://rf.example/q", "https://rf.example/q|1.0"})
        void canonical(String url) {
            assertThat(SERVER.find("QuestionnaireResponse?questionnaire=" + url)).containsExactly("rf-canonical");
        }

        @Test
        @DisplayName("another business version is not found")
        void otherVersion() {
            assertThat(SERVER.find("QuestionnaireResponse?questionnaire=https://rf.example/q|2.0")).isEmpty();
        }

        @Test
        @DisplayName("below on canonicals is not offered: 400")
        void below() {
            assertThat(SERVER.get("QuestionnaireResponse?questionnaire:below=https://rf.example/q").status())
                    .isEqualTo(400);
        }

        @Test
        @DisplayName("chains and includes go by the current version of what a versioned reference names")
        void currentVersion() {
            assertThat(SERVER.find("Observation?_tag=rf&code=777&subject:Patient.name=rfpeter"))
                    .containsExactly("rf-version");
            assertThat(SERVER.find("Observation?_id=rf-version&_include=Observation:subject"))
                    .containsExactly("rf-version", "rf-23");
        }
    }

    @Nested
    @DisplayName("3.1.1.4.14 searching hierarchies")
    class Hierarchies {

        @ParameterizedTest(name = "{0}: above and below of references are not offered: 400")
        @ValueSource(strings = {"Procedure?location:below=42", "MedicationAdministration?context:above=21"})
        void refused(String query) {
            assertThat(SERVER.get(query).status()).isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("3.1.1.4.15 chained parameters")
    class Chains {

        @ParameterizedTest(name = "{0} finds {1}")
        @CsvSource({"subject.name=rfpeter,patient version", "subject:Patient.name=rfpeter,patient version",
                "patient.organization.name=rfpractice,patient version", "subject:Patient.name=nobody,-",
                "subject:Patient.gender=female,patient version", "subject:Patient._id=rf-23,patient version"})
        void chains(String query, String found) {
            assertThat(SERVER.find("Observation?_tag=rf&" + query)).containsExactlyInAnyOrderElementsOf(ids(found));
        }

        @Test
        @DisplayName("each chain is met by itself, maybe by another resource")
        void independent() {
            SERVER.keep(
                    """
                            {"resourceType":"Practitioner","id":"rf-joe","name":[{"family":"Rfjoe"}],"address":[{"state":"CA"}]}""");
            SERVER.keep(
                    """
                            {"resourceType":"Practitioner","id":"rf-jane","name":[{"family":"Rfjane"}],"address":[{"state":"MN"}]}""");
            SERVER.keep("""
                    {"resourceType":"Patient","id":"rf-both","generalPractitioner":[{"reference":"Practitioner/rf-joe"},
                     {"reference":"Practitioner/rf-jane"}]}""");

            assertThat(SERVER.find("Patient?general-practitioner:Practitioner.name=rfjoe"
                    + "&general-practitioner:Practitioner.address-state=MN")).containsExactly("rf-both");
        }

        @ParameterizedTest(name = "{0} is no chain: 400")
        @ValueSource(strings = {"code.name=x", "subject:Patient.colour=x", "subject:Practitioner.name=x",
                "subject:identifier.name=x"})
        void refused(String query) {
            assertThat(SERVER.get("Observation?" + query).status()).isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("3.1.1.4.16 reverse chaining")
    class ReverseChains {

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource(delimiter = '>', value = {"_has:Observation:patient:code=1234-5 > by what refers to it",
                "_has:Observation:patient:code=000,1234-5 > with alternatives",
                "_has:Observation:patient:code=1234-5&_has:Observation:patient:code=777 > each _has by itself"})
        void has(String query, String why) {
            assertThat(SERVER.find("Patient?_id=rf-23&" + query)).as(why).containsExactly("rf-23");
        }

        @Test
        @DisplayName("nothing refers so: nothing is found")
        void none() {
            assertThat(SERVER.find("Patient?_id=rf-23&_has:Observation:patient:code=000")).isEmpty();
        }

        @Test
        @DisplayName("_has may follow _has, and end a chain")
        void nested() {
            assertThat(SERVER.find("Organization?_has:Patient:organization:_has:Observation:patient:code=1234-5"))
                    .containsExactly("rf-org");
            assertThat(SERVER.find("Observation?_tag=rf&code=1234-5&patient._has:Observation:patient:code=777"))
                    .containsExactly("rf-patient");
        }
    }
}
