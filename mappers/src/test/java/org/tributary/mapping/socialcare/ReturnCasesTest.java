package org.tributary.mapping.socialcare;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tributary.mapping.MappedResource;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the folders of {@code cases/socialcare}: the returns {@code 1.csv}, {@code 2.csv}, … in the order of arrival,
 * and {@code expected.json} with what each gives and what is current in the end. Every issue and every current resource
 * has to be expected.
 */
class ReturnCasesTest {

    private static final Path CASES = Path.of("src/test/resources/cases/socialcare");
    private static final FhirContext R4 = FhirContext.forR4Cached();

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted()
                    .toList()
                    .stream()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> run(folder)));
        }
    }

    private static void run(Path folder) throws IOException {
        JsonNode expected = JsonMapper.shared().readTree(Files.readString(folder.resolve("expected.json")));
        ReturnStore store = new ReturnStore();
        int number = 0;
        for (JsonNode expectedReturn : expected.get("returns")) {
            number++;
            MappingResult result = store.receive(Files.readAllBytes(folder.resolve(number + ".csv")));
            assertThat(result.records()).as("records of return %d", number)
                    .isEqualTo(expectedReturn.get("records").asInt());
            assertThat(result.rejected()).as("rejected of return %d", number)
                    .isEqualTo(expectedReturn.get("rejected").asInt());
            assertThat(result.issues()).as("issues of return %d", number)
                    .extracting(ReturnCasesTest::shown)
                    .containsExactlyElementsOf(texts(expectedReturn.get("issues")));
        }
        assertThat(folder.resolve((number + 1) + ".csv")).as("a return that is not expected").doesNotExist();
        List<MappedResource> current = store.current();
        current.forEach(resource -> R4.newJsonParser()
                .setParserErrorHandler(new StrictErrorHandler())
                .parseResource(resource.json()));
        new ExpectedResources(expected.get("current")).verify(current);
    }

    private static String shown(MappingIssue issue) {
        return issue.severity().name().toLowerCase(java.util.Locale.ROOT) + ' ' + issue.id() + " at "
                + issue.location();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asString()));
        return texts;
    }
}
