package org.tributary.mapping.gpconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.MappingIssue.Severity;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceFeed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bare STU3 resources and the R4 that NHS Digital's own converter makes of them, from {@code samples.dir}, which is not
 * part of the project: skipped where the folder is absent. Where the two differ on purpose, {@code
 * pairs/differences.json} says how and why: {@code theirs} stands in NHS Digital's resource where {@code ours} stands
 * here, and an extension {@code oursAlone} says what NHS Digital leaves out.
 */
class Stu3ToR4PairsTest {

    private static final Path PAIRS = Path
            .of(System.getProperty("samples.dir", "../../shared/samples"), "stu3-to-r4-pairs");
    private static final SourceFeed FEED = new SourceFeed("pairs", "A99999", CareSetting.PRIMARY);
    private static final List<JsonNode> DIFFERENCES = differences();

    static Stream<String> pairs() throws IOException {
        if (!Files.isDirectory(PAIRS)) {
            return Stream.empty();
        }
        try (Stream<Path> all = Files.list(PAIRS.resolve("input"))) {
            return all.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("pairs")
    void equals_what_nhs_digital_expects_but_for_the_listed_differences(String pair) throws IOException {
        assertThat(withoutOursAlone(ours(pair))).isEqualTo(GpJson.MAPPER.readTree(inOurWords(theirs(pair))));
    }

    @Test
    void every_listed_difference_occurs_and_has_a_reason() throws IOException {
        assumeTrue(Files.isDirectory(PAIRS), "No pairs at " + PAIRS.toAbsolutePath());
        List<String> theirs = new ArrayList<>();
        List<String> ours = new ArrayList<>();
        for (String pair : pairs().toList()) {
            theirs.add(theirs(pair));
            ours.add(GpJson.MAPPER.writeValueAsString(ours(pair)));
        }

        assertThat(theirs).hasSize(39);
        assertThat(DIFFERENCES).allSatisfy(difference -> {
            assertThat(GpJson.text(difference, "reason")).isNotBlank();
            if (difference.has("oursAlone")) {
                assertThat(ours).anyMatch(one -> one.contains(GpJson.text(difference, "oursAlone")));
            } else {
                assertThat(theirs).anyMatch(one -> one.contains(GpJson.text(difference, "theirs")));
            }
        });
    }

    /** The pairs lack what R4 requires, which is told; nothing else is wrong with them. */
    private static ObjectNode ours(String pair) throws IOException {
        byte[] stu3 = Files.readAllBytes(PAIRS.resolve("input").resolve(pair));
        BareResource bare = BareResource.find(new SourceDocument(stu3, Instant.EPOCH), FEED).orElseThrow();
        assertThat(bare.issues()).allSatisfy(issue -> {
            assertThat(issue.severity()).isEqualTo(Severity.WARNING);
            assertThat(issue.id()).isEqualTo("required-element-absent");
        });
        return (ObjectNode) GpJson.MAPPER.readTree(bare.r4().orElseThrow());
    }

    private static String theirs(String pair) throws IOException {
        String expected = Files.readString(PAIRS.resolve("expected").resolve(pair));
        return GpJson.MAPPER.writeValueAsString(GpJson.MAPPER.readTree(expected));
    }

    private static String inOurWords(String theirs) {
        String text = theirs;
        for (JsonNode difference : DIFFERENCES) {
            if (difference.has("theirs")) {
                text = text.replace(GpJson.text(difference, "theirs"), GpJson.text(difference, "ours"));
            }
        }
        return text;
    }

    private static ObjectNode withoutOursAlone(ObjectNode ours) {
        if (ours.path("extension") instanceof ArrayNode extensions) {
            extensions.removeIf(extension -> DIFFERENCES.stream()
                    .anyMatch(difference -> GpJson.text(difference, "oursAlone")
                            .equals(GpJson.text(extension, "url"))));
            if (extensions.isEmpty()) {
                ours.remove("extension");
            }
        }
        return ours;
    }

    private static List<JsonNode> differences() {
        try {
            String json = Files.readString(Path.of("src/test/resources/pairs/differences.json"));
            return GpJson.MAPPER.readTree(json).valueStream().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
