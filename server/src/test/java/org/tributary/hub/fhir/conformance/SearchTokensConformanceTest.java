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

/** R4, Search, sections 3.1.1.4.10 and 3.1.1.4.18: tokens, missing data. */
class SearchTokensConformanceTest {

    private static final FhirServer SERVER = FhirServer.shared();

    private static List<String> ids(String names) {
        return names.equals("-") ? List.of() : List.of(names.split(" ")).stream().map(name -> "tk-" + name).toList();
    }

    @BeforeAll
    static void load() {
        patient("one",
                "\"gender\":\"male\",\"active\":true,\"identifier\":[{\"system\":\"urn:mrn\",\"value\":\"2345\",\"type\":"
                        + "{\"coding\":[{\"system\":\"urn:types\",\"code\":\"MR\"}],\"text\":\"Hospital number\"}}]");
        patient("two",
                "\"gender\":\"female\",\"active\":false,\"identifier\":[{\"system\":\"urn:other\",\"value\":\"2345\"}],"
                        + "\"telecom\":[{\"system\":\"phone\",\"value\":\"01632960001\"}]");
        patient("three", "\"identifier\":[{\"value\":\"2345\"}]");
        condition("ha", "{\"coding\":[{\"system\":\"urn:acme\",\"code\":\"ha125\",\"display\":\"Headache, tension\"},"
                + "{\"system\":\"urn:acme2\",\"code\":\"Q9\"}]}");
        condition("text", "{\"text\":\"Headache since Monday\"}");
        condition("none", "{\"coding\":[{\"system\":\"urn:acme\",\"code\":\"zz\"}]}");
    }

    private static void patient(String id, String more) {
        SERVER.keep("""
                {"resourceType":"Patient","id":"tk-%s","meta":{"tag":[{"code":"tk"}]},%s}""".formatted(id, more));
    }

    private static void condition(String id, String code) {
        SERVER.keep("""
                {"resourceType":"Condition","id":"tk-%s","meta":{"tag":[{"code":"tk"}]},"code":%s,
                 "subject":{"reference":"Patient/tk-one"}}""".formatted(id, code));
    }

    @Nested
    @DisplayName("3.1.1.4.10 token")
    class Tokens {

        @ParameterizedTest(name = "{0} finds {1}")
        @CsvSource({"identifier=2345,one two three", "identifier=urn:mrn|2345,one", "identifier=|2345,three",
                "identifier=urn:mrn|,one", "identifier=urn:mrn|234,-", "gender=male,one", "active=true,one",
                "gender:not=male,two three", "'identifier=urn:mrn|2345,urn:other|2345',one two",
                "phone=01632960001,two",
                "telecom=01632960001,two", "gender=MALE,one",
                "gender=http://hl7.org/fhir/administrative-gender|male,one"})
        void patients(String query, String found) {
            assertThat(SERVER.find("Patient?_tag=tk&" + query)).containsExactlyInAnyOrderElementsOf(ids(found));
        }

        @ParameterizedTest(name = "{0} finds {1}: any coding counts")
        @CsvSource({"code=urn:acme|ha125,ha", "code=ha125,ha", "code=urn:acme2|Q9,ha", "code=urn:acme|Q9,-",
                "code=urn:acme|,ha none", "code:not=ha125,text none", "'code:not=ha125,zz',text"})
        void concepts(String query, String found) {
            assertThat(SERVER.find("Condition?_tag=tk&" + query)).containsExactlyInAnyOrderElementsOf(ids(found));
        }

        @ParameterizedTest(name = "{0} finds {1}: the text of a concept, or the display of its coding")
        @CsvSource({"code:text=headache,ha text", "code:text=Headache since,text", "code:text=monday,-"})
        void texts(String query, String found) {
            assertThat(SERVER.find("Condition?_tag=tk&" + query)).containsExactlyInAnyOrderElementsOf(ids(found));
        }

        @Test
        @DisplayName("of-type finds an identifier by the type's system, its code and the value")
        void ofType() {
            assertThat(SERVER.find("Patient?identifier:of-type=urn:types|MR|2345")).containsExactly("tk-one");
            assertThat(SERVER.find("Patient?identifier:of-type=urn:types|SS|2345")).isEmpty();
        }

        @ParameterizedTest(name = "identifier:of-type={0} lacks one of the three parts: 400")
        @ValueSource(strings = {"MR|2345", "urn:types|MR|", "2345", "|MR|2345"})
        void ofTypeWithoutAPart(String value) {
            assertThat(SERVER.get(FhirServer.encoded("Patient?identifier:of-type=" + value)).status()).isEqualTo(400);
        }

        @ParameterizedTest(name = "_id is compared in its own case: {0} finds {1}")
        @CsvSource({"tk-one,one", "TK-ONE,-"})
        void idCase(String value, String found) {
            assertThat(SERVER.find("Patient?_id=" + value)).containsExactlyElementsOf(ids(found));
        }

        @Test
        @DisplayName("in takes a value set by its URL or where it is; not-in finds the rest; one that is not known is 400")
        void valueSets() {
            SERVER.keep("""
                    {"resourceType":"ValueSet","id":"tk-vs","status":"active","url":"https://tk.example/vs","compose":
                     {"include":[{"system":"urn:acme","concept":[{"code":"ha125"}]}]}}""");

            assertThat(SERVER.find("Condition?_tag=tk&code:in=https://tk.example/vs")).containsExactly("tk-ha");
            assertThat(SERVER.find("Condition?_tag=tk&code:in=ValueSet/tk-vs")).containsExactly("tk-ha");
            assertThat(SERVER.find("Condition?_tag=tk&code:not-in=https://tk.example/vs")).contains("tk-none")
                    .doesNotContain("tk-ha");
            assertThat(SERVER.get("Condition?code:in=https://tk.example/unknown").status()).isEqualTo(400);
        }

        @Test
        @DisplayName("below and above follow the hierarchy of a code system, the code itself included")
        void subsumption() {
            SERVER.keep(
                    """
                            {"resourceType":"CodeSystem","id":"tk-cs","status":"active","content":"complete","url":"urn:tk-tree",
                             "hierarchyMeaning":"is-a","concept":[{"code":"root","concept":[{"code":"leaf"}]}]}""");
            condition("root", "{\"coding\":[{\"system\":\"urn:tk-tree\",\"code\":\"root\"}]}");
            condition("leaf", "{\"coding\":[{\"system\":\"urn:tk-tree\",\"code\":\"leaf\"}]}");

            assertThat(SERVER.find("Condition?code:below=urn:tk-tree|root")).containsExactlyInAnyOrder("tk-root",
                    "tk-leaf");
            assertThat(SERVER.find("Condition?code:above=urn:tk-tree|leaf")).containsExactlyInAnyOrder("tk-root",
                    "tk-leaf");
            assertThat(SERVER.find("Condition?code:below=urn:tk-tree|leaf")).containsExactly("tk-leaf");
        }
    }

    @Nested
    @DisplayName("3.1.1.4.10.1 searching MIME types")
    class MimeTypes {

        @Test
        @DisplayName("a MIME type is found as it is written; below without a code system is refused here")
        void mimeTypes() {
            SERVER.keep("""
                    {"resourceType":"DocumentReference","id":"tk-doc","status":"current",
                     "content":[{"attachment":{"contentType":"text/xml"}}]}""");

            assertThat(SERVER.find("DocumentReference?_id=tk-doc&contenttype=text/xml")).containsExactly("tk-doc");
            assertThat(SERVER.get("DocumentReference?contenttype:below=text/xml").diagnostics())
                    .contains("contenttype:below");
        }
    }

    @Nested
    @DisplayName("3.1.1.4.18 handling missing data")
    class Missing {

        @Test
        @DisplayName("a value is not met by what has none; missing=true finds that, and both at once find nothing")
        void missing() {
            assertThat(SERVER.find("Patient?_tag=tk&gender=female,male")).doesNotContain("tk-three");
            assertThat(SERVER.find("Patient?_tag=tk&gender:missing=true")).containsExactly("tk-three");
            assertThat(SERVER.find("Patient?_tag=tk&gender=male&gender:missing=true")).isEmpty();
        }

        @Test
        @DisplayName("missing takes true or false")
        void values() {
            assertThat(SERVER.get("Patient?gender:missing=maybe").status()).isEqualTo(400);
        }
    }
}
