package org.tributary.mapping.gpconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.Contribution;
import org.tributary.mapping.MappedResource;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceFeed;
import tools.jackson.databind.JsonNode;

/**
 * The structured records of {@code samples.dir}, which are not part of the project: skipped where the folder is absent.
 */
class GpConnectSamplesTest {

    private static final Path SAMPLES = Path.of(System.getProperty("samples.dir", "../../shared/samples"));
    private static final SourceFeed FEED = new SourceFeed("gp-a", "A82038", CareSetting.PRIMARY);
    private static final Instant RECEIVED = Instant.parse("2024-01-01T00:00:00Z");
    private static final GpConnectMapper MAPPER = new GpConnectMapper();

    /** Mapping is a pure function, so each file is mapped once for all the questions about it. */
    private static final Map<Path, MappingResult> RESULTS = new ConcurrentHashMap<>();

    static Stream<Path> structured() {
        return files("gpconnect-structured");
    }

    static Stream<Path> malformed() {
        return files("gpconnect-malformed");
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("structured")
    void is_accepted_as_strict_r4(Path file) {
        MappingResult result = map(file);

        assertThat(result.accepted()).as("%s", result.issues()).isEqualTo(1);
        IParser strict = FhirContext.forR4Cached().newJsonParser().setParserErrorHandler(new StrictErrorHandler());
        for (MappedResource resource : fold(result)) {
            assertThat(strict.parseResource(resource.json()).fhirType()).isEqualTo(resource.type());
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("structured")
    void every_reference_means_a_resource_of_the_result_or_is_reported(Path file) {
        MappingResult result = map(file);
        Set<String> known = new HashSet<>();
        List<String> references = new ArrayList<>();
        for (MappedResource resource : fold(result)) {
            assertThat(known.add(resource.type() + '/' + resource.id())).as("one resource of an id").isTrue();
            leaves(GpJson.MAPPER.readTree(resource.json()), "", (path, value) -> {
                if (path.endsWith(".reference")) {
                    references.add(value);
                }
            });
        }
        long reported = result.issues().stream().filter(one -> one.id().equals("reference-not-in-bundle")).count();

        assertThat(references).isNotEmpty();
        assertThat(references.stream().filter(one -> !known.contains(one)).count()).isLessThanOrEqualTo(reported);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("structured")
    void every_value_is_carried_or_reported(Path file) {
        MappingResult result = map(file);
        Set<String> carried = new HashSet<>();
        for (MappedResource resource : fold(result)) {
            leaves(GpJson.MAPPER.readTree(resource.json()), "", (path, value) -> carried.add(value));
        }
        Set<String> reported = new HashSet<>();
        result.issues().forEach(issue -> reported.add(issue.location()));
        List<String> lost = new ArrayList<>();
        leaves(GpJson.MAPPER.readTree(bytes(file)).path("entry"), "Bundle.entry", (path, value) -> {
            if (!carried.contains(value) && !isKnownToChange(path) && reported.stream().noneMatch(path::startsWith)) {
                lost.add(path);
            }
        });

        assertThat(lost).isEmpty();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("structured")
    void the_same_bytes_give_the_same_result(Path file) {
        assertThat(MAPPER.map(new SourceDocument(bytes(file), RECEIVED), FEED)).isEqualTo(map(file));
    }

    @Test
    void records_do_not_share_a_resource() {
        List<String> ids = structured().flatMap(file -> ofRecord(map(file)).stream())
                .map(one -> one.type() + '/' + one.id())
                .toList();

        assertThat(ids).doesNotHaveDuplicates();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("malformed")
    void a_malformed_record_is_rejected_with_the_place_named(Path file) {
        MappingResult result = map(file);
        String place = file.getFileName().toString().contains("Date")
                ? "Bundle.entry[6].resource.onsetDateTime"
                : "Bundle.entry";

        assertThat(result.rejected()).isEqualTo(1);
        assertThat(result.contributions()).isEmpty();
        assertThat(result.issues()).filteredOn(MappingIssue::rejects)
                .extracting(MappingIssue::location)
                .containsExactly(place);
    }

    @Test
    void samples_are_present() {
        assumeTrue(Files.isDirectory(SAMPLES), "No samples at " + SAMPLES.toAbsolutePath());
        assertThat(structured()).hasSize(7);
        assertThat(malformed()).hasSize(2);
    }

    /** What does not appear in the result as it was, each for its reason. */
    private static boolean isKnownToChange(String path) {
        return Stream.of(
                // About the resource in the sender's store, and STU3's profiles.
                "\\.meta\\.(profile\\[\\d+\\]|versionId|lastUpdated)",
                // Ids and what points to them are new.
                "\\.id", "\\.reference",
                // CareConnect's names of extensions, of their parts, and of code systems that UK Core took over.
                "\\.url", "\\.system",
                // A ReferralRequest is a ServiceRequest now.
                "\\.resourceType",
                // notGiven became the status.
                "\\.notGiven",
                // Observation.related became hasMember and derivedFrom.
                "\\.related\\[\\d+\\]\\.type").anyMatch(end -> Pattern.compile(end + '$').matcher(path).find());
    }

    private static void leaves(JsonNode node, String path, BiConsumer<String, String> leaf) {
        if (node.isObject()) {
            node.propertyStream().forEach(member -> leaves(member.getValue(), path + '.' + member.getKey(), leaf));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                leaves(node.path(i), path + '[' + i + ']', leaf);
            }
        } else {
            leaf.accept(path, node.asString());
        }
    }

    private static MappingResult map(Path file) {
        return RESULTS.computeIfAbsent(file, one -> MAPPER.map(new SourceDocument(bytes(one), RECEIVED), FEED));
    }

    private static List<MappedResource> fold(MappingResult result) {
        return result.contributions().stream().flatMap(GpConnectSamplesTest::fold).toList();
    }

    private static List<MappedResource> ofRecord(MappingResult result) {
        return result.contributions()
                .stream()
                .filter(one -> one.aggregate().kind().equals("record"))
                .flatMap(GpConnectSamplesTest::fold)
                .toList();
    }

    private static Stream<MappedResource> fold(Contribution contribution) {
        return MAPPER.fold(contribution.aggregate(), List.of(contribution), FEED).resources().stream();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(String folder) {
        Path directory = SAMPLES.resolve(folder);
        if (!Files.isDirectory(directory)) {
            return Stream.empty();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
