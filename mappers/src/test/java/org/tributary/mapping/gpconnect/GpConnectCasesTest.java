package org.tributary.mapping.gpconnect;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.MappedResource;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceFeed;
import tools.jackson.databind.JsonNode;

/**
 * The folders of {@code cases/gpconnect}: {@code input.json} is what arrives, {@code expected.json} says all issues,
 * how many resources of each type there are, and facts about them. In a fact {@code resource} is {@code List} or
 * {@code List[1]} in the order of the result, {@code at} a JSON pointer, and {@code is}, {@code absent} or
 * {@code refersTo} what is there.
 */
class GpConnectCasesTest {

    private static final Path CASES = Path.of("src/test/resources/cases/gpconnect");
    private static final SourceFeed FEED = new SourceFeed("gp-example", "Y99901", CareSetting.PRIMARY);
    private static final GpConnectMapper MAPPER = new GpConnectMapper();

    static Stream<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void maps_as_the_specification_says(String name) throws IOException {
        JsonNode expected = GpJson.MAPPER.readTree(Files.readString(CASES.resolve(name).resolve("expected.json")));
        MappingResult result = map(name);
        List<MappedResource> resources = fold(result);

        assertThat(issues(result)).containsExactlyInAnyOrderElementsOf(expectedIssues(expected));
        assertThat(counts(resources)).isEqualTo(expectedCounts(expected));
        for (JsonNode fact : expected.path("facts")) {
            check(fact, resources);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gives_strict_r4_with_ids_of_its_own(String name) throws IOException {
        IParser strict = FhirContext.forR4Cached().newJsonParser().setParserErrorHandler(new StrictErrorHandler());
        List<MappedResource> resources = fold(map(name));

        assertThat(resources).doesNotHaveDuplicates();
        for (MappedResource resource : resources) {
            assertThat(strict.parseResource(resource.json()).getIdElement().getIdPart()).isEqualTo(resource.id());
            assertThat(resource.id()).matches("[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_same_bytes_give_the_same_result(String name) throws IOException {
        assertThat(map(name)).isEqualTo(map(name));
    }

    private static MappingResult map(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(CASES.resolve(name).resolve("input.json"));
        return MAPPER.map(new SourceDocument(bytes, Instant.parse("2024-06-01T00:00:00Z")), FEED);
    }

    private static List<MappedResource> fold(MappingResult result) {
        return result.contributions()
                .stream()
                .flatMap(one -> MAPPER.fold(one.aggregate(), List.of(one), FEED).resources().stream())
                .toList();
    }

    private static List<String> issues(MappingResult result) {
        return result.issues().stream().map(one -> one.id() + ' ' + one.severity() + ' ' + one.location()).toList();
    }

    private static List<String> expectedIssues(JsonNode expected) {
        List<String> issues = new ArrayList<>();
        for (JsonNode one : expected.path("issues")) {
            issues.add(GpJson.text(one, "id") + ' ' + GpJson.text(one, "severity") + ' '
                    + GpJson.text(one, "location"));
        }
        return issues;
    }

    private static Map<String, Integer> counts(List<MappedResource> resources) {
        Map<String, Integer> counts = new TreeMap<>();
        resources.forEach(one -> counts.merge(one.type(), 1, Integer::sum));
        return counts;
    }

    private static Map<String, Integer> expectedCounts(JsonNode expected) {
        Map<String, Integer> counts = new TreeMap<>();
        expected.path("resources").propertyStream().forEach(one -> counts.put(one.getKey(), one.getValue().asInt()));
        return counts;
    }

    private static void check(JsonNode fact, List<MappedResource> resources) {
        MappedResource resource = find(GpJson.text(fact, "resource"), resources);
        JsonNode found = GpJson.MAPPER.readTree(resource.json()).at(GpJson.text(fact, "at"));
        if (fact.has("absent")) {
            assertThat(found.isMissingNode()).as("%s", fact).isTrue();
        } else if (fact.has("refersTo")) {
            MappedResource target = find(GpJson.text(fact, "refersTo"), resources);
            assertThat(found.asString("")).as("%s", fact).isEqualTo(target.type() + '/' + target.id());
        } else {
            assertThat(found).as("%s", fact).isEqualTo(fact.path("is"));
        }
    }

    /** {@code List} is the first List of the result, {@code List[1]} the second. */
    private static MappedResource find(String name, List<MappedResource> resources) {
        int bracket = name.indexOf('[');
        String type = bracket < 0 ? name : name.substring(0, bracket);
        int index = bracket < 0 ? 0 : Integer.parseInt(name.substring(bracket + 1, name.length() - 1));
        return resources.stream().filter(one -> one.type().equals(type)).toList().get(index);
    }
}
