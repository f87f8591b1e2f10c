package org.tributary.hub.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tributary.hub.conformance.MappedCases.Mapped;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The hub's profiles of what the mappers make: they hold what is good, and every constraint refuses what is not. */
class ProfilesTest {

    private static final Path EXAMPLES = Path.of("../profiles/src/main/resources/examples");
    private static final String BAD_NUMBER = "the number is kept as it came, with an issue";
    private static final ProfileValidator VALIDATOR = new ProfileValidator(new Definitions(List.of()));

    /** Cases whose resources break a profile, and why that is right. */
    private static final Map<String, String> NOT_GOOD = Map.of(
            "hl7v2/pid-3-bad-check-digit Patient", BAD_NUMBER, "gpconnect/nhs-number-bad-check-digit Patient",
            BAD_NUMBER, "socialcare/values-outside-the-lists Patient", BAD_NUMBER,
            "hl7v2/visit-ends-before-it-begins Encounter", "the case is about times that cannot be",
            "gpextract/columns-that-say-nothing-alone-and-periods-reversed MedicationStatement",
            "R4's per-1 cannot compare a beginning of which the year is known with an end in that year",
            "gpconnect/stopped-medication-nobody-asked-about MedicationStatement",
            "the case shows its status alone, without the plan it rests on",
            "gpconnect/patient-and-practice Patient", "its language is coded in a system that R4 does not take there");

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsOfItsProfile(Path example) throws IOException {
        String profile = ProfileValidator.HUB_PROFILE + example.getFileName().toString().replace(".json", "");
        assertThat(VALIDATOR.knows(profile)).isTrue();
        assertThat(errors(Files.readString(example), profile)).isEmpty();
    }

    /** One resource of every shape that the case folders have, and all of the cases that are not to be good. */
    @Test
    void whatTheMappersMakeIsOfTheProfileOfItsType() {
        Set<String> broken = new TreeSet<>();
        Map<String, List<String>> unexpected = new TreeMap<>();
        for (Mapped mapped : sample()) {
            String profile = VALIDATOR.findProfile(mapped.resource().type()).orElseThrow();
            List<String> errors = errors(mapped.resource().json(), profile);
            if (!errors.isEmpty() && NOT_GOOD.containsKey(name(mapped))) {
                broken.add(name(mapped));
            } else if (!errors.isEmpty()) {
                unexpected.put(name(mapped), errors);
            }
        }
        assertThat(unexpected).isEmpty();
        assertThat(broken).isEqualTo(NOT_GOOD.keySet());
    }

    private static List<Mapped> sample() {
        Set<Set<String>> shapes = new HashSet<>();
        return MappedCases.all().stream().filter(mapped -> {
            JsonNode resource = JsonMapper.shared().readTree(mapped.resource().json());
            Set<String> shape = new TreeSet<>(resource.propertyNames());
            shape.add(mapped.origin().replaceAll("/.*", "") + ' ' + mapped.resource().type());
            return shapes.add(shape) || NOT_GOOD.containsKey(name(mapped));
        }).toList();
    }

    private static String name(Mapped mapped) {
        return mapped.origin() + ' ' + mapped.resource().type();
    }

    /** The example with one element (a JSON pointer) set to something else, or taken away. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "patient | /identifier/0/value | \"9990000108\" | hub-nhs-2",
            "patient | /identifier/0/value | \"999 000 0107\" | hub-nhs-1",
            "patient | /identifier | | Patient.identifier",
            "patient | /identifier/1/system | | Patient.identifier.system",
            "patient | /extension/0 | {\"url\":\"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory\","
                    + "\"valueString\":\"White\"} | Patient.extension",
            "organization | /identifier/0/value | \"RZ 8\" | hub-ods-1",
            "organization | /identifier | | Organization.identifier",
            "practitioner | /identifier/0/value | \"12\" | hub-gmc-1", "practitioner | /name | | Practitioner.name",
            "practitioner-role | /organization | | PractitionerRole.organization",
            "location | /name | | Location.name", "encounter | /identifier | | Encounter.identifier",
            "encounter | /subject | | Encounter.subject",
            "encounter | /extension/0/valueDateTime | | ext-1",
            "encounter | /hospitalization/extension/0/valueCodeableConcept | | ext-1",
            "episode-of-care | /extension/0 | | clientType",
            "episode-of-care | /managingOrganization | | EpisodeOfCare.managingOrganization",
            "episode-of-care | /period/start | | EpisodeOfCare.period.start",
            "task | /code/coding/0/system | \"https://other.example/codes\" | eventType",
            "task | /code/coding/0/code | \"made-up\" | made-up",
            "task | /input/0/type/coding/0/code | \"made-up\" | made-up", "task | /owner | | Task.owner",
            "task | /for | | Task.for", "task | /executionPeriod | | Task.executionPeriod",
            "condition | /code | | Condition.code",
            "condition | /category/0/coding/0 | {\"system\":\"https://tributary.example/fhir/CodeSystem/cld-condition-category\","
                    + "\"code\":\"primary-support-reason\"} | hub-con-1",
            "service-request | /code | | ServiceRequest.code", "observation | /subject | | Observation.subject",
            "diagnostic-report | /issued | | DiagnosticReport.issued",
            "diagnostic-report | /performer | | DiagnosticReport.performer",
            "allergy-intolerance | /code | | AllergyIntolerance.code",
            "immunization | /status | \"not-done\" | hub-imm-1",
            "immunization | /primarySource | | Immunization.primarySource", "medication | /code | | Medication.code",
            "medication-request | /basedOn | | hub-mrq-1",
            "medication-statement | /basedOn | | MedicationStatement.basedOn",
            "medication-statement | /dateAsserted | | MedicationStatement.dateAsserted",
            "medication-statement | /effectivePeriod | | MedicationStatement.effective",
            "document-reference | /content/0/attachment/url | | hub-doc-1",
            "document-reference | /type | | DocumentReference.type",
            "family-member-history | /condition | | FamilyMemberHistory.condition",
            "family-member-history | /identifier | | FamilyMemberHistory.identifier",
            "schedule | /identifier | | Schedule.identifier", "schedule | /actor | | Schedule.actor",
            "specimen | /subject | | Specimen.subject", "procedure | /code | | Procedure.code",
            "procedure | /identifier | | Procedure.identifier",
            "appointment | /identifier | | Appointment.identifier",
            "appointment | /participant/0/actor | | Appointment.participant.actor"})
    void everyConstraintRefusesWhatBreaksIt(String name, String pointer, @Nullable String value, String expected)
            throws IOException {
        ObjectNode resource = (ObjectNode) JsonMapper.shared()
                .readTree(Files.readString(EXAMPLES.resolve("tributary-" + name + ".json")));
        change(resource, pointer, value == null ? null : JsonMapper.shared().readTree(value));
        assertThat(errors(resource.toString(), ProfileValidator.HUB_PROFILE + "tributary-" + name))
                .anySatisfy(error -> assertThat(error).contains(expected));
    }

    private static void change(ObjectNode resource, String pointer, @Nullable JsonNode value) {
        int last = pointer.lastIndexOf('/');
        String name = pointer.substring(last + 1);
        switch (resource.at(pointer.substring(0, last))) {
            case ArrayNode array when value == null -> array.remove(Integer.parseInt(name));
            case ArrayNode array -> array.set(Integer.parseInt(name), value);
            case ObjectNode object when value == null -> assertThat(object.remove(name)).isNotNull();
            case ObjectNode object -> object.set(name, value);
            default -> throw new AssertionError(pointer);
        }
    }

    @Test
    void whatTheHubCannotJudgeIsNoError() {
        String foreign = """
                {"resourceType":"Medication","extension":[{"url":"http://hl7.org/fhir/3.0/StructureDefinition/extension-\
                Medication.isBrand","valueBoolean":true},{"url":"https://supplier.example/Hat","valueString":"red"}],
                "code":{"coding":[{"system":"https://supplier.example/drugs","code":"1"}]}}""";
        assertThat(VALIDATOR.listProblems(foreign.getBytes(StandardCharsets.UTF_8), List.of())).isEmpty();
    }

    private static List<String> errors(String json, String profile) {
        return VALIDATOR.listProblems(json.getBytes(StandardCharsets.UTF_8), List.of(profile))
                .stream()
                .map(problem -> problem.path() + ": " + problem.message())
                .toList();
    }
}
