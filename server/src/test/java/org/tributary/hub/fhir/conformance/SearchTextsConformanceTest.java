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

/** R4, Search, sections 3.1.1.4.8, 3.1.1.4.9, 3.1.1.4.19 and 3.1.1.4.20: strings, URIs, escaping, texts. */
class SearchTextsConformanceTest {

    private static final FhirServer SERVER = FhirServer.shared();

    private static List<String> ids(String names) {
        return names.equals("-") ? List.of() : List.of(names.split(" "));
    }

    @Nested
    @DisplayName("3.1.1.4.8 string")
    class Strings {

        @BeforeAll
        static void load() {
            for (String name : new String[]{"Eve", "Evelyn", "Severine", "Ève", "EVE"}) {
                SERVER.keep("""
                        {"resourceType":"Patient","id":"st-%s","name":[{"given":["%s"],"use":"usual"}],
                         "meta":{"tag":[{"code":"st-names"}]}}"""
                        .formatted(name.equals("Ève") ? "Grave" : name, name));
            }
            SERVER.keep(
                    """
                            {"resourceType":"Patient","id":"st-two","name":[{"family":"Carreno Quinones","given":["Mary  Ann"]}],
                             "address":[{"line":["12 High Street"],"city":"Leeds","use":"home"}]}""");
        }

        @ParameterizedTest(name = "{0} finds {1}")
        @CsvSource({"given=eve,st-Eve st-Evelyn st-Grave st-EVE", "given=ÈVE,st-Eve st-Evelyn st-Grave st-EVE",
                "given:contains=eve,st-Eve st-Evelyn st-Severine st-Grave st-EVE", "given:exact=Eve,st-Eve",
                "given:exact=Ève,st-Grave", "given:exact=Ev,-", "given=vel,-",
                "'given=evel,severine',st-Evelyn st-Severine", "'given:exact=Eve,EVE',st-Eve st-EVE"})
        void givenNames(String query, String found) {
            assertThat(SERVER.find("Patient?_tag=st-names&" + query.replace("È", "%C3%88")))
                    .containsExactlyInAnyOrderElementsOf(ids(found));
        }

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource(delimiter = '>', value = {"family=carreno > from the beginning of the name",
                "family:contains=quinones > a later part by contains", "given=mary ann > white space counts once",
                "name=carreno > a name is searched by all its parts", "address=12 high > an address, too",
                "address=leeds > by any of its strings"})
        void wholeNamesAndAddresses(String query, String why) {
            assertThat(SERVER.find("Patient?_id=st-two&" + query)).as(why).containsExactly("st-two");
        }

        @Test
        @DisplayName("a code of a name or an address, such as its use, is not searched as a string")
        void use() {
            assertThat(SERVER.find("Patient?_id=st-two&address=home")).isEmpty();
            assertThat(SERVER.find("Patient?_id=st-Eve&name=usual")).isEmpty();
        }

        @Test
        @DisplayName("the modifier text of strings is not offered: 400")
        void text() {
            assertThat(SERVER.get("Patient?family:text=x").status()).isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("3.1.1.4.9 uri")
    class Uris {

        @BeforeAll
        static void load() {
            valueSet("folder", "http://st.example/fhir/");
            valueSet("one", "http://st.example/fhir/ValueSet/123");
            valueSet("two", "http://st.example/fhir/ValueSet/1234");
            valueSet("case", "http://st.example/fhir/valueset/123");
            valueSet("oid", "urn:oid:1.2.3.4.5");
        }

        private static void valueSet(String id, String url) {
            SERVER.keep("""
                    {"resourceType":"ValueSet","id":"st-vs-%s","status":"draft","url":"%s",
                     "meta":{"tag":[{"code":"st-uris"}]}}""".formatted(id, url));
        }

        @ParameterizedTest(name = "{0} finds {1}")
        @CsvSource({"url=http://st.example/fhir/ValueSet/123,one", "url=http://st.example/fhir/ValueSet/12,-",
                "url:below=http://st.example/fhir/,folder one two case",
                "url:below=http://st.example/fhir/ValueSet,one two",
                "url:above=http://st.example/fhir/ValueSet/123/_history/5,folder one", "url=urn:oid:1.2.3.4.5,oid"})
        void uris(String query, String found) {
            assertThat(SERVER.find("ValueSet?_tag=st-uris&" + query)).containsExactlyInAnyOrderElementsOf(
                    ids(found).stream().map(name -> "st-vs-" + name).toList());
        }

        @Test
        @DisplayName("the version is asked for by itself; behind the URL it is part of it")
        void versions() {
            SERVER.keep(
                    """
                            {"resourceType":"ValueSet","id":"st-vs-v1","status":"draft","url":"http://st.example/v","version":"1.0"}""");

            assertThat(SERVER.find("ValueSet?url=http://st.example/v&version=1.0")).containsExactly("st-vs-v1");
            assertThat(SERVER.find("ValueSet?url=http://st.example/v|1.0")).isEmpty();
        }

        @Test
        @DisplayName("above and below do not take URNs apart")
        void urns() {
            assertThat(SERVER.find("ValueSet?_tag=st-uris&url:below=urn:oid:1.2.3")).isEmpty();
        }
    }

    @Nested
    @DisplayName("3.1.1.4.19 escaping search parameters")
    class Escaping {

        @BeforeAll
        static void load() {
            for (String[] code : new String[][]{{"a", "a"}, {"b", "b"}, {"comma", "a,b"}, {"bar", "a|b"},
                    {"dollar", "a$b"}, {"backslash", "a\\\\b"}}) {
                SERVER.keep("""
                        {"resourceType":"Observation","id":"st-esc-%s","status":"final",
                         "meta":{"tag":[{"code":"st-escaping"}]},"code":{"coding":[{"code":"%s"}]}}"""
                        .formatted(code[0], code[1]));
            }
        }

        @ParameterizedTest(name = "code={0} finds {1}")
        @CsvSource({"'a,b',a b", "'a\\,b',comma", "a\\|b,bar", "a\\$b,dollar", "a\\\\b,backslash", "'a%2Cb',a b",
                "'a%5C%2Cb',comma"})
        void escaping(String value, String found) {
            assertThat(SERVER.find("Observation?_tag=st-escaping&code=" + value)).containsExactlyInAnyOrderElementsOf(
                    ids(found).stream().map(name -> "st-esc-" + name).toList());
        }
    }

    @Nested
    @DisplayName("3.1.1.4.20 text search parameters")
    class Texts {

        @BeforeAll
        static void load() {
            SERVER.keep(
                    """
                            {"resourceType":"Condition","id":"st-text","subject":{"reference":"Patient/st"},
                             "code":{"text":"Xanthoma"},"text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">\
                            Stbone with <b>stmetastases</b></div>"}}""");
        }

        @ParameterizedTest(name = "_text={0} finds the narrative with these words: {1}")
        @CsvSource({"stmetastases,true", "STBONE stmetastases,true", "stbone liverish,false", "xanthoma,false",
                "'liverish,stbone',true"})
        void narrative(String words, boolean found) {
            assertThat(SERVER.find("Condition?_id=st-text&_text=" + words)).hasSize(found ? 1 : 0);
        }

        @ParameterizedTest(name = "{0}: what is switched off or has no words is refused by name")
        @ValueSource(strings = {"_content=xanthoma", "_text=;;"})
        void refused(String query) {
            assertThat(SERVER.get("Condition?" + query).diagnostics())
                    .contains(query.substring(0, query.indexOf('=')));
        }
    }
}
