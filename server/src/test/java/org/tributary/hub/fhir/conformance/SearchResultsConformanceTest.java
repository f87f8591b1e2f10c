package org.tributary.hub.fhir.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.hub.fhir.FhirServer;
import org.tributary.hub.fhir.FhirServer.Reply;
import tools.jackson.databind.JsonNode;

/** R4, Search, section 3.1.1.5: managing returned resources. */
class SearchResultsConformanceTest {

    private static final FhirServer SERVER = FhirServer.shared();
    private static final String ALL = "Observation?_tag=sr";

    @BeforeAll
    static void load() {
        SERVER.keep("""
                {"resourceType":"Organization","id":"sr-org","name":"Sr"}""");
        SERVER.keep("""
                {"resourceType":"Patient","id":"sr-pat","gender":"female","name":[{"family":"Srson"}],
                 "managingOrganization":{"reference":"Organization/sr-org"}}""");
        observation("1", "2024-01-03", "final", "");
        observation("2", "2024-01-01", "amended", "");
        observation("3", "2024-01-02", "final", ",\"hasMember\":[{\"reference\":\"Observation/sr-1\"}]");
        SERVER.keep(
                """
                        {"resourceType":"Provenance","id":"sr-prov","recorded":"2024-01-01T00:00:00Z","agent":[{"who":{"display":"x"}}],
                         "target":[{"reference":"Observation/sr-1"}]}""");
    }

    private static void observation(String id, String date, String status, String more) {
        SERVER.keep("""
                {"resourceType":"Observation","id":"sr-%s","meta":{"tag":[{"code":"sr"}]},"status":"%s",
                 "text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">t</div>"},
                 "code":{"text":"x"},"subject":{"reference":"Patient/sr-pat"},"effectiveDateTime":"%s",
                 "valueQuantity":{"value":72.50},"issued":"2024-01-01T00:00:00Z"%s}""".formatted(id, status, date,
                more));
    }

    private static List<String> modes(Reply reply) {
        List<String> modes = new ArrayList<>();
        reply.json().path("entry").forEach(entry -> modes.add(entry.at("/search/mode").asString()));
        return modes;
    }

    @Nested
    @DisplayName("3.1.1.5.1 sorting")
    class Sorting {

        @ParameterizedTest(name = "_sort={0} gives {1}")
        @CsvSource({"date,2 3 1", "-date,1 3 2", "'status,-date',2 1 3", "'-status,date',3 1 2", "_id,1 2 3",
                "-_id,3 2 1"})
        void sorted(String keys, String order) {
            assertThat(SERVER.find(ALL + "&_sort=" + keys))
                    .containsExactlyElementsOf(List.of(order.split(" ")).stream().map(id -> "sr-" + id).toList());
        }

        @Test
        @DisplayName("the link self tells the order; one that is not offered is 400")
        void told() {
            assertThat(SERVER.get(ALL + "&_sort=-date").link("self")).contains("_sort=-date");
            assertThat(SERVER.get(ALL + "&_sort=colour").diagnostics()).contains("_sort");
        }

        @Test
        @DisplayName("of several values the one that comes first in the order counts; strings go without case")
        void severalValues() {
            SERVER.keep("""
                    {"resourceType":"Patient","id":"sr-a","meta":{"tag":[{"code":"sr-names"}]},
                     "name":[{"family":"zebra"},{"family":"Apple"}]}""");
            SERVER.keep(
                    """
                            {"resourceType":"Patient","id":"sr-b","meta":{"tag":[{"code":"sr-names"}]},"name":[{"family":"banana"}]}""");

            assertThat(SERVER.find("Patient?_tag=sr-names&_sort=family")).containsExactly("sr-a", "sr-b");
            assertThat(SERVER.find("Patient?_tag=sr-names&_sort=-family")).containsExactly("sr-a", "sr-b");
        }

        @Test
        @DisplayName("_score is an order that the hub does not have: 400")
        void score() {
            assertThat(SERVER.get("Patient?_sort=_score").status()).isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("3.1.1.5.2 total number of matching resources")
    class Total {

        @Test
        @DisplayName("accurate counts all matches, on every page; none tells no number; estimate tells one")
        void totals() {
            Reply accurate = SERVER.get(ALL + "&_total=accurate&_count=2");

            assertThat(accurate.json().path("total").asInt()).isEqualTo(3);
            assertThat(SERVER.get(accurate.link("next")).json().path("total").asInt()).isEqualTo(3);
            assertThat(SERVER.get(ALL + "&_total=none").json().has("total")).isFalse();
            assertThat(SERVER.get(ALL + "&_total=estimate").json().path("total").asInt()).isEqualTo(3);
            assertThat(SERVER.get(ALL + "&_total=roughly").status()).isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("3.1.1.5.3 page count")
    class PageCount {

        @Test
        @DisplayName("a page has no more matches than _count, which the links repeat; includes do not count")
        void count() {
            Reply page = SERVER.get(ALL + "&_count=2&_include=Observation:subject");

            assertThat(modes(page)).containsExactly("match", "match", "include");
            assertThat(page.link("next")).contains("_count=2");
        }

        @Test
        @DisplayName("_count=0 is as _summary=count: a total, no entries, no further pages")
        void zero() {
            for (String query : List.of("_count=0", "_summary=count")) {
                Reply reply = SERVER.get(ALL + "&" + query);
                assertThat(reply.json().path("total").asInt()).isEqualTo(3);
                assertThat(reply.json().has("entry")).isFalse();
                assertThat(reply.link("next")).isEmpty();
            }
        }

        @Test
        @DisplayName("_sort and _count=1 give the latest")
        void latest() {
            assertThat(SERVER.find(ALL + "&_sort=-date&_count=1")).containsExactly("sr-1");
        }
    }

    @Nested
    @DisplayName("3.1.1.5.4 including other resources, 3.1.1.5.6 external references, 3.1.1.5.7 paging")
    class Includes {

        @Test
        @DisplayName("_include brings what matches refer to, once, marked include; _revinclude what refers to them")
        void includes() {
            Reply reply = SERVER.get(ALL + "&_include=Observation:subject&_revinclude=Provenance:target");

            assertThat(modes(reply)).containsExactly("match", "match", "match", "include", "include");
            assertThat(reply.ids()).contains("sr-pat", "sr-prov");
        }

        @Test
        @DisplayName("the third part is the type of the target")
        void targetType() {
            assertThat(SERVER.find(ALL + "&_id=sr-1&_include=Observation:subject:Patient")).contains("sr-pat");
            assertThat(SERVER.find(ALL + "&_id=sr-1&_include=Observation:subject:Group")).doesNotContain("sr-pat");
        }

        @Test
        @DisplayName("_include is repeated for several; one that starts at an include needs :iterate")
        void iterate() {
            assertThat(SERVER.find("Observation?_id=sr-1&_include=Observation:subject&_include=Patient:organization"))
                    .containsExactly("sr-1", "sr-pat");
            assertThat(SERVER.find("Observation?_id=sr-1&_include=Observation:subject"
                    + "&_include:iterate=Patient:organization")).containsExactly("sr-1", "sr-pat", "sr-org");
        }

        @Test
        @DisplayName("* includes by every reference")
        void wildcard() {
            assertThat(SERVER.find("Observation?_id=sr-3&_include=*")).contains("sr-pat", "sr-1");
            assertThat(SERVER.find("Observation?_id=sr-3&_include=Observation:*")).contains("sr-pat", "sr-1");
        }

        @Test
        @DisplayName("what is not there, or on another server, is left out without an error")
        void absent() {
            SERVER.keep(
                    """
                            {"resourceType":"Observation","id":"sr-ext","status":"final","code":{"text":"x"},
                             "subject":{"reference":"https://other.example/fhir/Patient/9"},"encounter":{"reference":"Encounter/sr-none"}}""");

            assertThat(
                    SERVER.find("Observation?_id=sr-ext&_include=Observation:subject&_include=Observation:encounter"))
                    .containsExactly("sr-ext");
        }

        @Test
        @DisplayName("each page has the includes of its own matches, though an earlier one had them")
        void pages() {
            Reply first = SERVER.get(ALL + "&_count=2&_include=Observation:subject");
            Reply second = SERVER.get(first.link("next"));

            assertThat(first.ids()).contains("sr-pat");
            assertThat(second.ids()).contains("sr-pat");
        }

        @ParameterizedTest(name = "{0} is no include: 400")
        @ValueSource(strings = {"_include=Observation:code", "_include=subject", "_revinclude=Parrot:target",
                "_include=Observation:subject:Parrot"})
        void refused(String query) {
            assertThat(SERVER.get("Observation?" + query).status()).isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("3.1.1.5.5 contained resources")
    class Contained {

        @BeforeAll
        static void load() {
            SERVER.keep("""
                    {"resourceType":"MedicationRequest","id":"sr-holds","status":"active","intent":"order",
                     "subject":{"reference":"Patient/sr-pat"},"medicationReference":{"reference":"#m1"},
                     "contained":[{"resourceType":"Medication","id":"m1","code":{"coding":[{"code":"sr-abc"}]}}]}""");
        }

        @Test
        @DisplayName("contained resources are not found by themselves; _contained=false says the same")
        void notFound() {
            assertThat(SERVER.find("Medication?code=sr-abc")).isEmpty();
            assertThat(SERVER.find("MedicationRequest?_id=sr-holds&_contained=false&_containedType=container"))
                    .containsExactly("sr-holds");
        }

        @ParameterizedTest(name = "{0} is refused by name")
        @ValueSource(strings = {"_contained=true", "_contained=both", "_containedType=contained"})
        void refused(String query) {
            assertThat(SERVER.get("Medication?" + query).diagnostics())
                    .contains(query.substring(0, query.indexOf('=')));
        }
    }

    @Nested
    @DisplayName("3.1.1.5.8 summary")
    class Summary {

        @ParameterizedTest(name = "_summary={0} has {1} and not {2}, and says SUBSETTED")
        @CsvSource({"true,'\"value\":72.5',\"div\"", "text,\"div\",72.5", "data,issued,\"div\""})
        void summaries(String summary, String present, String absent) {
            Reply reply = SERVER.get("Observation?_id=sr-1&_summary=" + summary);

            JsonNode resource = reply.json().at("/entry/0/resource");
            assertThat(resource.toString()).contains(present, "\"status\"", "\"code\"").doesNotContain(absent);
            assertThat(resource.path("meta").path("tag").findValuesAsString("code")).contains("SUBSETTED");
        }

        @Test
        @DisplayName("_summary=false leaves nothing out")
        void whole() {
            assertThat(SERVER.get("Observation?_id=sr-1&_summary=false").json().at("/entry/0/resource"))
                    .isEqualTo(SERVER.get("Observation/sr-1").json());
        }

        @Test
        @DisplayName("includes do not go with _summary=text")
        void includes() {
            assertThat(SERVER.get("Observation?_include=Observation:subject&_summary=text").status()).isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("3.1.1.5.9 elements")
    class Elements {

        @Test
        @DisplayName("the elements that are named come with the mandatory ones and say SUBSETTED; numbers keep digits")
        void elements() {
            Reply reply = SERVER.get("Observation?_id=sr-1&_elements=value");

            assertThat(reply.text()).contains("72.50", "\"status\"", "\"code\"").doesNotContain("issued", "div");
            assertThat(reply.json().at("/entry/0/resource").path("meta").path("tag").findValuesAsString("code"))
                    .contains("SUBSETTED");
        }

        @Test
        @DisplayName("they are of the matches: what is included is whole")
        void included() {
            JsonNode patient = SERVER.get("Observation?_id=sr-1&_elements=value&_include=Observation:subject")
                    .json()
                    .at("/entry/1/resource");

            assertThat(patient).isEqualTo(SERVER.get("Patient/sr-pat").json());
        }
    }
}
