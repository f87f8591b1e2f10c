package org.tributary.hub.fhir.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.hub.fhir.FhirServer;
import org.tributary.hub.fhir.FhirServer.Reply;

/** R4, RESTful API, sections 3.1.0.9, 3.1.0.10, 3.1.0.14 to 3.1.0.16: search, capabilities, paging, HEAD, headers. */
class SearchOverHttpConformanceTest {

    private static final FhirServer SERVER = FhirServer.shared();
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ALL = "_tag=urn:soh|x";

    @BeforeAll
    static void load() {
        String meta = "\"meta\":{\"tag\":[{\"system\":\"urn:soh\",\"code\":\"x\"}]}";
        SERVER.keep("{\"resourceType\":\"Patient\",\"id\":\"soh-1\"," + meta + "}");
        for (int i = 1; i <= 3; i++) {
            SERVER.keep("""
                    {"resourceType":"Observation","id":"soh-%d",%s,"status":"final","code":{"coding":[{"code":"k%d"}]},
                     "subject":{"reference":"Patient/soh-1"}}""".formatted(i, meta, i));
        }
    }

    @Nested
    @DisplayName("3.1.0.9 search")
    class Search {

        @Test
        @DisplayName("GET and POST _search take the same parameters and find the same")
        void getAndPost() {
            assertThat(SERVER.find("Observation?code=k1&" + ALL)).containsExactly("soh-1");
            assertThat(post("Observation/_search", "code=k1&_tag=urn:soh%7Cx").ids()).containsExactly("soh-1");
        }

        @Test
        @DisplayName("a POST may have parameters in its URL and in its form")
        void both() {
            assertThat(post("Observation/_search?code=k2", "_tag=urn:soh%7Cx").ids()).containsExactly("soh-2");
        }

        @Test
        @DisplayName("a search is 200 with a Bundle of type searchset, also when nothing matches")
        void searchset() {
            Reply none = SERVER.get("Observation?_id=soh-none");

            assertThat(none.status()).isEqualTo(200);
            assertThat(none.json().path("resourceType").asString()).isEqualTo("Bundle");
            assertThat(none.json().path("type").asString()).isEqualTo("searchset");
            assertThat(none.json().path("total").asInt()).isZero();
        }

        @Test
        @DisplayName("entries have the resource's URL as fullUrl and say that they match")
        void entries() {
            Reply reply = SERVER.get("Observation?_id=soh-1");

            assertThat(reply.json().at("/entry/0/fullUrl").asString()).isEqualTo(SERVER.base() + "/Observation/soh-1");
            assertThat(reply.json().at("/entry/0/search/mode").asString()).isEqualTo("match");
        }

        @Test
        @DisplayName("an OperationOutcome in a searchset has no errors, and is marked outcome")
        void outcome() {
            Reply reply = SERVER.get("Observation?_id=soh-1&colour=red", "Prefer", "handling=lenient");

            assertThat(reply.json().at("/entry/0/search/mode").asString()).isEqualTo("outcome");
            assertThat(reply.json().at("/entry/0/resource/issue/0/severity").asString()).isEqualTo("warning");
        }

        @Test
        @DisplayName("a search that fails is 4xx with an OperationOutcome")
        void failure() {
            Reply reply = SERVER.get("Observation?date=someday");

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().path("resourceType").asString()).isEqualTo("OperationOutcome");
        }

        @Test
        @DisplayName("a form is what a POST carries: another body is 415")
        void otherBody() {
            assertThat(SERVER.post("Observation/_search", "{\"resourceType\":\"Parameters\"}").status()).isEqualTo(415);
        }
    }

    @Nested
    @DisplayName("3.1.0.9.1 variant searches")
    class Variants {

        @Test
        @DisplayName("a compartment is searched for one type, by GET and by POST")
        void compartmentOfType() {
            assertThat(SERVER.find("Patient/soh-1/Observation?code=k3")).containsExactly("soh-3");
            assertThat(post("Patient/soh-1/Observation/_search", "code=k3").ids()).containsExactly("soh-3");
        }

        @Test
        @DisplayName("a compartment is searched for all types by *")
        void compartment() {
            assertThat(SERVER.find("Patient/soh-1/*")).containsExactlyInAnyOrder("soh-1", "soh-1", "soh-2", "soh-3");
        }

        @Test
        @DisplayName("several types are searched by _type, by GET and by POST")
        void severalTypes() {
            assertThat(SERVER.get(SERVER.base() + "?_type=Patient,Observation&_id=soh-1").ids())
                    .containsExactly("soh-1", "soh-1");
            assertThat(post("_search", "_type=Patient&_id=soh-1").ids()).containsExactly("soh-1");
        }

        @Test
        @DisplayName("all types are searched without _type")
        void allTypes() {
            assertThat(SERVER.get(SERVER.base() + "?_id=soh-2").ids()).containsExactly("soh-2");
        }
    }

    @Nested
    @DisplayName("3.1.0.10 capabilities")
    class Capabilities {

        @ParameterizedTest(name = "metadata{0} is a CapabilityStatement")
        @ValueSource(strings = {"", "?mode=full", "?mode=normative"})
        void full(String mode) {
            Reply reply = SERVER.get("metadata" + mode);

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().path("resourceType").asString()).isEqualTo("CapabilityStatement");
            assertThat(reply.json().path("fhirVersion").asString()).isEqualTo("4.0.1");
        }

        @Test
        @DisplayName("mode=terminology is a TerminologyCapabilities")
        void terminology() {
            Reply reply = SERVER.get("metadata?mode=terminology");

            assertThat(reply.json().path("resourceType").asString()).isEqualTo("TerminologyCapabilities");
            assertThat(reply.json().at("/expansion/paging").asBoolean()).isTrue();
            assertThat(reply.json().path("expansion").path("parameter").findValuesAsString("name")).contains("filter");
        }

        @Test
        @DisplayName("its ETag is of its content: 304 while it is the same, another for another mode")
        void entityTag() {
            String tag = SERVER.get("metadata").header("ETag");

            assertThat(tag).startsWith("W/\"");
            assertThat(SERVER.get("metadata", "If-None-Match", tag).status()).isEqualTo(304);
            assertThat(SERVER.get("metadata?mode=terminology").header("ETag")).isNotEqualTo(tag);
        }

        @Test
        @DisplayName("another fhirVersion than that of the server is 406")
        void version() {
            assertThat(SERVER.get("metadata", "Accept", "application/fhir+json; fhirVersion=3.0").status())
                    .isEqualTo(406);
        }

        @Test
        @DisplayName("it may be shortened by _summary and _elements")
        void shortened() {
            assertThat(SERVER.get("metadata?_elements=software").json().has("rest")).isFalse();
            assertThat(SERVER.get("metadata?_summary=true").status()).isEqualTo(200);
        }
    }

    @Nested
    @DisplayName("3.1.0.14 paging")
    class Paging {

        @Test
        @DisplayName("links lead from the first page to the last, which has no next")
        void links() {
            List<String> found = new ArrayList<>();
            Reply page = SERVER.get(FhirServer.encoded("Observation?" + ALL + "&_count=2"));
            assertThat(page.link("self")).isNotEmpty();
            assertThat(page.link("previous")).isEmpty();
            while (true) {
                found.addAll(page.ids());
                assertThat(SERVER.get(page.link("first")).ids()).hasSize(2);
                if (page.link("next").isEmpty()) {
                    break;
                }
                page = SERVER.get(page.link("next"));
            }
            assertThat(found).containsExactlyInAnyOrder("soh-1", "soh-2", "soh-3");
        }

        @Test
        @DisplayName("a search begun by POST goes on by GET, or by POST")
        void afterPost() {
            Reply page = post("Observation/_search", "_tag=urn:soh%7Cx&_count=2");

            String next = page.link("next");
            assertThat(SERVER.get(next).ids()).hasSize(1);
            assertThat(post("Observation/_search", next.substring(next.indexOf('?') + 1)).ids()).hasSize(1);
        }

        @Test
        @DisplayName("Bundle.total counts matches, not what is included with them")
        void total() {
            Reply reply = SERVER.get(FhirServer.encoded("Observation?" + ALL
                    + "&_total=accurate&_include=Observation:subject"));

            assertThat(reply.json().path("total").asInt()).isEqualTo(3);
            assertThat(reply.ids()).hasSize(4);
        }
    }

    @Nested
    @DisplayName("3.1.0.15 support for HEAD")
    class Head {

        @ParameterizedTest(name = "HEAD {0} answers as GET does, without a body")
        @ValueSource(strings = {"Patient/soh-1", "Patient/soh-1/_history/1", "Patient/soh-1/_history",
                "Patient?_id=soh-1", "metadata", "Patient/soh-1/$everything", "Patient/soh-none"})
        void head(String path) {
            Reply head = SERVER.send("HEAD", path, "");
            Reply get = SERVER.get(path);

            assertThat(head.status()).isEqualTo(get.status());
            assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
            assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
            assertThat(head.text()).isEmpty();
        }
    }

    @Nested
    @DisplayName("3.1.0.16 custom headers")
    class CustomHeaders {

        @Test
        @DisplayName("the X-Request-Id of a request comes back with its answer")
        void requestId() {
            assertThat(SERVER.get("Patient/soh-1", "X-Request-Id", "ask-17").header("X-Request-Id"))
                    .isEqualTo("ask-17");
        }
    }

    private static Reply post(String path, String form) {
        return SERVER.post(path, form, "Content-Type", FORM);
    }
}
