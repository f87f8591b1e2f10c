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

/** R4, Search, sections 3.1.1.4.17, 3.1.1.4.21, 3.1.1.4.22 and 3.1.1.4.24: composites, special ones, lists, types. */
class SearchCombinationsConformanceTest {

    private static final FhirServer SERVER = FhirServer.shared();

    private static List<String> ids(String names) {
        return names.equals("-") ? List.of() : List.of(names.split(" ")).stream().map(name -> "cb-" + name).toList();
    }

    @Nested
    @DisplayName("3.1.1.4.17 composite search parameters, and how values and parameters combine")
    class Composites {

        @BeforeAll
        static void load() {
            patient("fr", "fr");
            patient("nl", "nl");
            patient("fren", "fr", "en");
            pressure("low", 55, 95);
            pressure("high", 140, 58);
            group("mixed", "gender", "mixed");
            group("eve", "owner", "Eve");
        }

        private static void patient(String id, String... languages) {
            String communication = String.join(",", List.of(languages)
                    .stream()
                    .map(language -> "{\"language\":{\"coding\":[{\"code\":\"" + language + "\"}]}}")
                    .toList());
            SERVER.keep("""
                    {"resourceType":"Patient","id":"cb-%s","meta":{"tag":[{"code":"cb"}]},"communication":[%s]}"""
                    .formatted(id, communication));
        }

        private static void pressure(String id, int systolic, int diastolic) {
            SERVER.keep(
                    """
                            {"resourceType":"Observation","id":"cb-%s","status":"final","meta":{"tag":[{"code":"cb"}]},
                             "code":{"coding":[{"code":"bp"}]},"component":[
                             {"code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},"valueQuantity":{"value":%d}},
                             {"code":{"coding":[{"system":"http://loinc.org","code":"8462-4"}]},"valueQuantity":{"value":%d}}]}"""
                            .formatted(id, systolic, diastolic));
        }

        private static void group(String id, String characteristic, String value) {
            SERVER.keep("""
                    {"resourceType":"Group","id":"cb-%s","type":"person","actual":true,"meta":{"tag":[{"code":"cb"}]},
                     "characteristic":[{"code":{"coding":[{"code":"%s"}]},"exclude":false,
                      "valueCodeableConcept":{"coding":[{"code":"%s"}]}}]}""".formatted(id, characteristic, value));
        }

        @ParameterizedTest(name = "Patient?{0} finds {1}")
        @CsvSource({"language=fr&language=en,fren", "'language=fr,nl',fr nl fren", "'language=fr,nl&language=en',fren"})
        void andOr(String query, String found) {
            assertThat(SERVER.find("Patient?_tag=cb&" + query)).containsExactlyInAnyOrderElementsOf(ids(found));
        }

        @ParameterizedTest(name = "component-code-value-quantity={0} finds {1}: both parts in one element")
        @CsvSource({"http://loinc.org|8480-6$lt60,low", "http://loinc.org|8462-4$lt60,high",
                "'http://loinc.org|8480-6$lt60,http://loinc.org|8462-4$lt60',low high",
                "http://loinc.org|8480-6$gt150,-"})
        void components(String value, String found) {
            assertThat(SERVER.find("Observation?_tag=cb&component-code-value-quantity=" + value))
                    .containsExactlyInAnyOrderElementsOf(ids(found));
        }

        @Test
        @DisplayName("composite values are alternatives as others are")
        void alternatives() {
            assertThat(SERVER.find("Group?_tag=cb&characteristic-value=gender$mixed,owner$Eve"))
                    .containsExactlyInAnyOrder("cb-mixed", "cb-eve");
            assertThat(SERVER.find("Group?_tag=cb&characteristic-value=gender$Eve")).isEmpty();
        }

        @Test
        @DisplayName("a composite may end a chain")
        void chained() {
            SERVER.keep("""
                    {"resourceType":"DiagnosticReport","id":"cb-report","status":"final","code":{"text":"x"},
                     "result":[{"reference":"Observation/cb-low"}]}""");

            assertThat(
                    SERVER.find("DiagnosticReport?result.component-code-value-quantity=http://loinc.org|8480-6$lt60"))
                    .containsExactly("cb-report");
        }

        @ParameterizedTest(name = "{0}: modifiers are not for composites, and all parts must be there: 400")
        @ValueSource(strings = {"code-value-quantity:not=a$1", "code-value-quantity=a", "code-value-quantity=a$1$2"})
        void refused(String query) {
            assertThat(SERVER.get("Observation?" + query).status()).isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("3.1.1.4.21 special parameters")
    class Special {

        @Test
        @DisplayName("near finds places within a distance")
        void near() {
            SERVER.keep("""
                    {"resourceType":"Location","id":"cb-near","position":{"latitude":53.80,"longitude":-1.55}}""");

            assertThat(SERVER.find("Location?_id=cb-near&near=53.81|-1.55|5|km")).containsExactly("cb-near");
            assertThat(SERVER.find("Location?_id=cb-near&near=53.81|-1.55|500|m")).isEmpty();
            assertThat(SERVER.get("Location?near=here").status()).isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("3.1.1.4.22 searching by list")
    class Lists {

        @Test
        @DisplayName("_list finds what a List refers to, and goes with other parameters")
        void members() {
            SERVER.keep("{\"resourceType\":\"Patient\",\"id\":\"cb-in\",\"gender\":\"female\"}");
            SERVER.keep("{\"resourceType\":\"Patient\",\"id\":\"cb-in2\",\"gender\":\"male\"}");
            SERVER.keep("""
                    {"resourceType":"List","id":"cb-list","status":"current","mode":"working","entry":[
                     {"item":{"reference":"Patient/cb-in"}},{"item":{"reference":"Patient/cb-in2"}}]}""");

            assertThat(SERVER.find("Patient?_list=cb-list")).containsExactlyInAnyOrder("cb-in", "cb-in2");
            assertThat(SERVER.find("Patient?_list=cb-list&gender=female")).containsExactly("cb-in");
            assertThat(SERVER.find("Patient?_list=cb-none")).isEmpty();
        }

        @Test
        @DisplayName("functional lists are not offered: 400")
        void functional() {
            assertThat(SERVER.get("AllergyIntolerance?patient=42&_list=$current-allergies").diagnostics())
                    .contains("_list");
        }
    }

    @Nested
    @DisplayName("3.1.1.4.24 specifying the type of resource")
    class Types {

        @Test
        @DisplayName("_type names the types that are searched, by parameters that they share")
        void types() {
            SERVER.keep("{\"resourceType\":\"Patient\",\"id\":\"cb-type\",\"name\":[{\"family\":\"Cbtypes\"}]}");
            SERVER.keep("{\"resourceType\":\"Person\",\"id\":\"cb-type\",\"name\":[{\"family\":\"Cbtypes\"}]}");

            assertThat(SERVER.get(SERVER.base() + "?_type=Patient,Person&name=cbtypes").ids()).hasSize(2);
            assertThat(SERVER.get(SERVER.base() + "/?_type=Person&name=cbtypes").ids()).hasSize(1);
        }

        @Test
        @DisplayName("a type that R4 does not have is 400")
        void unknown() {
            assertThat(SERVER.get(SERVER.base() + "?_type=Parrot").status()).isEqualTo(400);
        }
    }
}
