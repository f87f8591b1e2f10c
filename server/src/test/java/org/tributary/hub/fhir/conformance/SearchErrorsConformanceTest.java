package org.tributary.hub.fhir.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.hub.fhir.FhirServer;
import org.tributary.hub.fhir.FhirServer.Reply;

/** R4, Search, sections 3.1.1.2, 3.1.1.3 and 3.1.1.6 to 3.1.1.8: what is asked, errors, what was really searched. */
class SearchErrorsConformanceTest {

    private static final FhirServer SERVER = FhirServer.shared();

    @BeforeAll
    static void load() {
        SERVER.keep("""
                {"resourceType":"Patient","id":"se-1","gender":"female","birthDate":"1961-02-03",
                 "name":[{"family":"Serrorsen"}]}""");
    }

    @Nested
    @DisplayName("3.1.1.2 introduction")
    class Introduction {

        @Test
        @DisplayName("without filters a search finds everything in its context")
        void noFilters() {
            Reply all = SERVER.get("Patient?_total=accurate&_count=1");

            assertThat(all.status()).isEqualTo(200);
            assertThat(all.json().path("total").asInt()).isPositive();
            assertThat(SERVER.post("Patient/_search", "_count=1", "Content-Type", "application/x-www-form-urlencoded")
                    .ids()).hasSize(1);
        }

        @Test
        @DisplayName("a search across types takes parameters alone that all of them have")
        void commonParameters() {
            assertThat(SERVER.get(SERVER.base() + "?_type=Patient,Person&birthdate=1961-02-03").ids()).contains("se-1");
            assertThat(SERVER.get(SERVER.base() + "?_type=Patient,Location&birthdate=1961-02-03").status())
                    .isEqualTo(400);
            assertThat(SERVER.get(SERVER.base() + "?birthdate=1961-02-03").status()).isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("3.1.1.3 handling errors")
    class Errors {

        @ParameterizedTest(name = "{0} finds nothing and is no error")
        @ValueSource(strings = {"Observation?subject=Patient/se-none", "Observation?patient.identifier=urn:x|se-none",
                "Observation?code=loinc|1234-1", "Condition?onset-date=le1395"})
        void nothing(String query) {
            Reply reply = SERVER.get(FhirServer.encoded(query));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.ids()).isEmpty();
        }

        @ParameterizedTest(name = "{0} is 400 with an OperationOutcome that names it")
        @ValueSource(strings = {"Condition?onset-date:text=1995", "Condition?onset-date=23%20May%202009",
                "RiskAssessment?probability=many", "Observation?value-quantity=1%7Cx"})
        void malformed(String query) {
            Reply reply = SERVER.get(query);

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.diagnostics()).contains(query.substring(query.indexOf('?') + 1, query.indexOf('=')));
        }

        @Test
        @DisplayName("parameters without a value are passed over")
        void emptyParameters() {
            Reply reply = SERVER.get("Patient?family=serrorsen&gender=&birthdate=");

            assertThat(reply.ids()).containsExactly("se-1");
            assertThat(reply.link("self")).doesNotContain("gender");
        }

        @Test
        @DisplayName("what a condition of a write looks for must be said: there, an empty parameter is refused")
        void emptyConditions() {
            assertThat(SERVER.delete("Patient?identifier=").status()).isEqualTo(400);
            assertThat(SERVER.get("Patient/se-1").status()).isEqualTo(200);
        }

        @Test
        @DisplayName("handling=strict: an unknown parameter is an error; it is here without the header, too")
        void strict() {
            assertThat(SERVER.get("Patient?favourite=red", "Prefer", "handling=strict").diagnostics())
                    .contains("favourite");
            assertThat(SERVER.get("Patient?favourite=red").status()).isEqualTo(400);
        }

        @Test
        @DisplayName("handling=lenient: an unknown parameter is passed over, and told of")
        void lenient() {
            Reply reply = SERVER.get("Patient?favourite=red&family=serrorsen", "Prefer", "handling=lenient");

            assertThat(reply.ids()).contains("se-1");
            assertThat(reply.json().at("/entry/0/search/mode").asString()).isEqualTo("outcome");
            assertThat(reply.json().at("/entry/0/resource/issue/0/diagnostics").asString()).contains("favourite");
        }

        @Test
        @DisplayName("403 says that the server refuses the search")
        void forbidden() {
            assertThat(SERVER.get("Patient?family=serrorsen", "Caller", "system/Observation.s").status())
                    .isEqualTo(403);
        }
    }

    @Nested
    @DisplayName("3.1.1.6 server conformance")
    class SelfLink {

        @Test
        @DisplayName("the link self has the parameters that were used, and finds the same again")
        void used() {
            Reply reply = SERVER.get("Patient?favourite=red&family=serrorsen&_sort=-birthdate", "Prefer",
                    "handling=lenient");

            assertThat(reply.link("self")).isEqualTo(SERVER.base() + "/Patient?family=serrorsen&_sort=-birthdate");
            assertThat(SERVER.get(reply.link("self")).ids()).containsExactly("se-1");
        }

        @Test
        @DisplayName("a search by POST has the same link self as by GET")
        void post() {
            assertThat(SERVER.post("Patient/_search", "family=serrorsen", "Content-Type",
                    "application/x-www-form-urlencoded").link("self"))
                    .isEqualTo(SERVER.get("Patient?family=serrorsen").link("self"));
        }
    }

    @Nested
    @DisplayName("3.1.1.7 advanced search, 3.1.1.4.23 advanced filtering")
    class Advanced {

        @ParameterizedTest(name = "{0} is refused by name")
        @ValueSource(strings = {"_query=current-high-risk", "_filter=name eq \"x\""})
        void refused(String parameter) {
            Reply reply = SERVER.get(FhirServer.encoded("Patient?" + parameter));

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.diagnostics()).contains(parameter.substring(0, parameter.indexOf('=')));
        }
    }

    @Nested
    @DisplayName("3.1.1.8 search result currency")
    class Currency {

        @Test
        @DisplayName("a search changes nothing")
        void unchanged() {
            SERVER.get("Patient?family=serrorsen");

            assertThat(SERVER.get("Patient/se-1").header("ETag")).isEqualTo("W/\"1\"");
        }

        @Test
        @DisplayName("what was written is found at once")
        void current() {
            SERVER.keep("""
                    {"resourceType":"Patient","id":"se-2","name":[{"family":"Sejustnow"}]}""");

            assertThat(SERVER.find("Patient?family=sejustnow")).containsExactly("se-2");
        }
    }
}
