package org.tributary.hub.store.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tributary.hub.store.index.IndexEntries.Link;
import org.tributary.hub.store.index.IndexEntries.Span;
import org.tributary.hub.store.index.IndexEntries.Text;
import org.tributary.hub.store.index.IndexEntries.Token;
import org.tributary.hub.store.index.ParameterDefinition.Indexed;
import org.tributary.hub.store.structure.R4Definitions;
import tools.jackson.databind.json.JsonMapper;

/** What parameters find, worked out by hand from R4's pages. Quotes in JSON are spelled ' for reading's sake. */
class IndexExtractorTest {

    private static final String PATIENT = "{'resourceType':'Patient','id':'p','active':true,"
            + "'identifier':[{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'9000000009'},{'value':'42'}],"
            + "'name':[{'family':'Müller','given':['Anna','Eve'],'text':'Anna Müller'}],"
            + "'telecom':[{'system':'phone','value':'0113 496 0000'},{'system':'email','value':'a@example.org'}],"
            + "'gender':'female','birthDate':'1980-05','deceasedDateTime':'2024-01-02T03:04:05Z',"
            + "'address':[{'line':['1 High St'],'city':'Leeds','postalCode':'LS1 1AA','use':'home'}],"
            + "'generalPractitioner':[{'reference':'Practitioner/g'},{'identifier':{'system':'s','value':'v'}}],"
            + "'link':[{'other':{'reference':'Patient/q'},'type':'seealso'}],"
            + "'meta':{'tag':[{'system':'t','code':'x'}],'profile':['http://p|1']}}";
    private static final String OBSERVATION = "{'resourceType':'Observation','id':'o','status':'final',"
            + "'category':[{'coding':[{'system':'c','code':'vital-signs'}]}],"
            + "'code':{'coding':[{'system':'http://loinc.org','code':'85354-9'}],'text':'BP'},"
            + "'subject':{'reference':'Patient/p'},'encounter':{'reference':'https://other.example/fhir/Encounter/e'},"
            + "'focus':[{'reference':'#c'},{'reference':'urn:uuid:00000000-0000-0000-0000-000000000001'}],"
            + "'effectivePeriod':{'start':'2024-01-01','end':'2024-01-02'},'valueCodeableConcept':{'text':'fine',"
            + "'coding':[{'code':'ok'}]},"
            + "'component':[{'code':{'coding':[{'system':'http://loinc.org','code':'8480-6'}]}}]}";

    @Test
    void tokens() {
        assertThat(tokens("Patient", PATIENT, "identifier"))
                .containsExactlyInAnyOrder(token("https://fhir.nhs.uk/Id/nhs-number", "9000000009"), token("", "42"));
        assertThat(tokens("Patient", PATIENT, "gender")).containsExactly(token("", "female"));
        assertThat(tokens("Patient", PATIENT, "active")).containsExactly(token("", "true"));
        assertThat(tokens("Patient", PATIENT, "telecom"))
                .containsExactlyInAnyOrder(token("", "0113 496 0000"), token("", "a@example.org"));
        assertThat(tokens("Patient", PATIENT, "phone")).containsExactly(token("", "0113 496 0000"));
        assertThat(tokens("Patient", PATIENT, "email")).containsExactly(token("", "a@example.org"));
        assertThat(tokens("Patient", PATIENT, "address-use")).containsExactly(token("", "home"));
        assertThat(tokens("Patient", PATIENT, "_tag")).containsExactly(token("t", "x"));
        assertThat(tokens("Patient", PATIENT, "deceased")).containsExactly(token("", "true"));
        assertThat(tokens("Patient", "{'resourceType':'Patient','deceasedBoolean':false}", "deceased"))
                .containsExactly(token("", "false"));
        assertThat(tokens("Patient", "{'resourceType':'Patient','active':true}", "deceased"))
                .containsExactly(token("", "false"));
        assertThat(tokens("Observation", OBSERVATION, "code")).containsExactly(token("http://loinc.org", "85354-9"));
        assertThat(tokens("Observation", OBSERVATION, "combo-code")).containsExactlyInAnyOrder(
                token("http://loinc.org", "85354-9"), token("http://loinc.org", "8480-6"));
        assertThat(tokens("Observation", OBSERVATION, "value-concept")).containsExactly(token("", "ok"));
        assertThat(tokens("Encounter", "{'resourceType':'Encounter','status':'finished',"
                + "'class':{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'IMP'}}", "class"))
                .containsExactly(token("http://terminology.hl7.org/CodeSystem/v3-ActCode", "IMP"));
        assertThat(tokens("Medication", "{'resourceType':'Medication','ingredient':[{'itemCodeableConcept':"
                + "{'coding':[{'code':'a'}]}},{'itemReference':{'reference':'Substance/s'}}]}", "ingredient-code"))
                .containsExactly(token("", "a"));
    }

    @Test
    void codes_count_without_case_and_systems_with_it() {
        assertThat(token("http://x", "ABC")).isEqualTo(token("http://x", "abc")).isNotEqualTo(token("http://X", "abc"));
    }

    @Test
    void strings() {
        assertThat(texts("Patient", PATIENT, "family")).containsExactly("muller");
        assertThat(texts("Patient", PATIENT, "given")).containsExactlyInAnyOrder("anna", "eve");
        assertThat(texts("Patient", PATIENT, "name")).containsExactlyInAnyOrder("muller", "anna", "eve", "anna muller");
        assertThat(texts("Patient", PATIENT, "address")).containsExactlyInAnyOrder("1 high st", "leeds", "ls1 1aa");
        assertThat(texts("Patient", PATIENT, "address-postalcode")).containsExactly("ls1 1aa");
        assertThat(texts("Observation", OBSERVATION, "value-string")).containsExactly("fine");
        assertThat(texts("Condition", "{'resourceType':'Condition','onsetString':'As a Child'}", "onset-info"))
                .containsExactly("as a child");
    }

    @Test
    void dates() {
        assertThat(spans("Patient", PATIENT, "birthdate"))
                .containsExactly("1980-04-30T23:00:00Z/1980-05-31T23:00:00Z");
        assertThat(spans("Patient", PATIENT, "death-date"))
                .containsExactly("2024-01-02T03:04:05Z/2024-01-02T03:04:06Z");
        assertThat(spans("Observation", OBSERVATION, "date"))
                .containsExactly("2024-01-01T00:00:00Z/2024-01-03T00:00:00Z");
        assertThat(spans("Encounter", "{'resourceType':'Encounter','period':{'start':'2024-01-01'}}", "date"))
                .containsExactly("2024-01-01T00:00:00Z/ever");
        assertThat(spans("Encounter", "{'resourceType':'Encounter','period':{'end':'2024-01-01'}}", "date"))
                .containsExactly("ever/2024-01-02T00:00:00Z");
        assertThat(spans("Procedure", "{'resourceType':'Procedure','performedString':'once'}", "date")).isEmpty();
        assertThat(spans("Observation", "{'resourceType':'Observation','effectiveTiming':{'event':"
                + "['2024-01-05','2024-01-02']}}", "date"))
                .containsExactly("2024-01-02T00:00:00Z/2024-01-06T00:00:00Z");
        assertThat(spans("Observation", "{'resourceType':'Observation','effectiveTiming':{'repeat':{'boundsPeriod':"
                + "{'start':'2024-01-01','end':'2024-01-31'}}}}", "date"))
                .containsExactly("2024-01-01T00:00:00Z/2024-02-01T00:00:00Z");
        assertThat(spans("Condition", "{'resourceType':'Condition','onsetPeriod':{'start':'2024-01-01',"
                + "'end':'2024-01-01'}}", "onset-date")).containsExactly("2024-01-01T00:00:00Z/2024-01-02T00:00:00Z");
    }

    @Test
    void references() {
        assertThat(links("Observation", OBSERVATION, "subject", "Patient")).containsExactly(Hash.value("Patient/p"));
        assertThat(links("Observation", OBSERVATION, "patient", "Patient")).containsExactly(Hash.value("Patient/p"));
        assertThat(links("Observation", OBSERVATION, "encounter", "Encounter"))
                .containsExactly(Hash.value("https://other.example/fhir/Encounter/e"));
        assertThat(links("Observation", OBSERVATION, "focus", null))
                .containsExactly(Hash.value("urn:uuid:00000000-0000-0000-0000-000000000001"));
        assertThat(links("Patient", PATIENT, "general-practitioner", "Practitioner"))
                .containsExactly(Hash.value("Practitioner/g"));
        assertThat(links("Patient", PATIENT, "link", "Patient")).containsExactly(Hash.value("Patient/q"));
        assertThat(links("Appointment", "{'resourceType':'Appointment','participant':[{'actor':{'reference':"
                + "'Patient/p/_history/2'}},{'actor':{'reference':'Location/l'}}]}", "location", "Location"))
                .containsExactly(Hash.value("Location/l"));
        assertThat(links("QuestionnaireResponse",
                "{'resourceType':'QuestionnaireResponse','questionnaire':'http://q|2'}", "questionnaire", null))
                .containsExactlyInAnyOrder(Hash.value("http://q|2"), Hash.value("http://q"));
        assertThat(links("Library", "{'resourceType':'Library','relatedArtifact':[{'type':'depends-on','resource':"
                + "'http://a'},{'type':'successor','resource':'http://b'}]}", "depends-on", null))
                .containsExactly(Hash.value("http://a"));
    }

    @Test
    void identifiers_of_references_and_uris() {
        Indexed practitioner = parameter("Patient", "general-practitioner");
        assertThat(extract("Patient", PATIENT).tokens())
                .contains(new Token(practitioner.paths().getFirst().identifierNumber(), TokenKey.code("v"),
                        TokenKey.system("s")));
        Indexed profile = parameter("Patient", "_profile");
        assertThat(extract("Patient", PATIENT).links())
                .contains(new Link(profile.paths().getFirst().number(), Hash.value("http://p|1")));
    }

    @Test
    void a_resource_belongs_to_the_patient_it_is_about() {
        assertThat(extract("Patient", PATIENT).patient()).isEqualTo("p");
        assertThat(extract("Observation", OBSERVATION).patient()).isEqualTo("p");
        assertThat(extract("Coverage", "{'resourceType':'Coverage','beneficiary':{'reference':'Patient/child'},"
                + "'subscriber':{'reference':'Patient/parent'}}").patient()).isEqualTo("child");
        assertThat(extract("Appointment", "{'resourceType':'Appointment','participant':[{'actor':{'reference':"
                + "'Patient/a'}},{'actor':{'reference':'Patient/b'}}]}").patient()).isNull();
        assertThat(extract("Observation", "{'resourceType':'Observation','subject':{'reference':"
                + "'https://other.example/Patient/x'}}").patient()).isNull();
        assertThat(extract("Organization", "{'resourceType':'Organization','name':'x'}").patient()).isNull();
    }

    @Test
    void every_parameter_of_R4_is_served_from_its_expression_but_these() {
        Set<String> unserved = new TreeSet<>();
        for (String type : R4Definitions.shared().resourceNames()) {
            for (ParameterDefinition definition : ParameterCatalog.shared().parametersOf(type).values()) {
                if (definition instanceof ParameterDefinition.Unserved) {
                    unserved.add(
                            definition.name().startsWith("_") ? definition.name() : type + '.' + definition.name());
                }
            }
        }
        // They have no expression.
        assertThat(unserved).containsExactly("_content", "_query", "_text");
    }

    @Test
    void no_two_paths_have_one_number() {
        Map<Integer, String> keys = new HashMap<>();
        for (String type : R4Definitions.shared().resourceNames()) {
            for (IndexPath path : ParameterCatalog.shared().pathsOf(type)) {
                assertThat(Optional.ofNullable(keys.putIfAbsent(path.number(), path.key())).orElse(path.key()))
                        .isEqualTo(path.key());
            }
        }
        assertThat(keys).hasSizeGreaterThan(1000);
    }

    @Test
    void the_rows_of_one_path_are_told_apart_by_what_they_are() {
        IndexPath path = parameter("Observation", "subject").paths().getFirst();
        Set<Integer> numbers = new HashSet<>(List.of(path.targetNumber(null), path.identifierNumber()));
        R4Definitions.shared().resourceNames().forEach(type -> numbers.add(path.targetNumber(type)));
        assertThat(numbers).hasSize(148).allMatch(number -> number >>> 8 == path.number() >>> 8);
    }

    private static Set<Token> tokens(String type, String json, String name) {
        Set<Token> found = new HashSet<>();
        for (IndexPath path : parameter(type, name).paths()) {
            extract(type, json).tokens()
                    .stream()
                    .filter(token -> token.path() == path.number())
                    .forEach(token -> found.add(new Token(0, token.code(), token.system())));
        }
        return found;
    }

    private static Token token(String system, String code) {
        return new Token(0, TokenKey.code(code), system.isEmpty() ? TokenKey.NO_SYSTEM : TokenKey.system(system));
    }

    private static List<String> texts(String type, String json, String name) {
        List<Integer> paths = parameter(type, name).paths().stream().map(IndexPath::number).toList();
        return extract(type, json).texts().stream().filter(text -> paths.contains(text.path())).map(Text::key).toList();
    }

    private static List<String> spans(String type, String json, String name) {
        List<Integer> paths = parameter(type, name).paths().stream().map(IndexPath::number).toList();
        return extract(type, json).spans()
                .stream()
                .filter(span -> paths.contains(span.path()))
                .map(IndexExtractorTest::text)
                .toList();
    }

    private static String text(Span span) {
        return (span.low() == DateRange.MIN ? "ever" : instant(span.low())) + "/"
                + (span.high() == DateRange.MAX ? "ever" : instant(span.high()));
    }

    private static String instant(long micros) {
        return Instant.ofEpochSecond(micros / 1_000_000).toString();
    }

    private static Set<Long> links(String type, String json, String name, @Nullable String to) {
        List<Integer> paths = parameter(type, name).paths().stream().map(path -> path.targetNumber(to)).toList();
        Set<Long> found = new HashSet<>();
        extract(type, json).links()
                .stream()
                .filter(link -> paths.contains(link.path()))
                .forEach(link -> found.add(link.target()));
        return found;
    }

    private static Indexed parameter(String type, String name) {
        return (Indexed) Objects.requireNonNull(ParameterCatalog.shared().parametersOf(type).get(name));
    }

    private static IndexPath path(String type, String name) {
        return parameter(type, name).paths().getFirst();
    }

    private static IndexEntries extract(String type, String json) {
        return IndexExtractor.extract(type, JsonMapper.shared().readTree(json.replace('\'', '"')));
    }
}
