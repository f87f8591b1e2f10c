package org.tributary.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What {@link SourceMapper} promises, held against all documents in a mapper's case folders, good and bad ones. */
public abstract class SourceMapperContract {

    private static final Instant RECEIVED = Instant.parse("2025-06-01T12:00:00Z");
    private static final FhirContext R4 = FhirContext.forR4Cached();

    private final SourceMapper mapper;
    private final SourceFeed feed;
    private final Path cases;
    private final String documents;

    /**
     * @param documents
     *            a regular expression of the names of the files in the case folders that are documents
     */
    protected SourceMapperContract(SourceMapper mapper, SourceFeed feed, String cases, String documents) {
        this.mapper = mapper;
        this.feed = feed;
        this.cases = Path.of("src/test/resources/cases", cases);
        this.documents = documents;
    }

    @Test
    void names_its_format_and_version() {
        assertThat(mapper.format()).matches("[a-z][a-z0-9-]*(:[a-z0-9-]+)?");
        assertThat(mapper.version()).matches("[0-9]+(\\.[0-9]+)*");
    }

    @TestFactory
    Stream<DynamicTest> the_same_bytes_give_the_same_result_in_any_thread() throws IOException {
        return each(document -> {
            MappingResult first = map(document);
            assertThat(IntStream.range(0, 4).parallel().mapToObj(i -> map(document)).distinct()).containsExactly(first);
        });
    }

    @TestFactory
    Stream<DynamicTest> every_record_is_accepted_or_rejected_with_its_reason() throws IOException {
        return each(document -> {
            MappingResult result = map(document);
            assertThat(result.records()).isPositive();
            assertThat(result.accepted()).isBetween(0, result.records());
            if (result.accepted() == 0) {
                assertThat(result.contributions()).isEmpty();
                assertThat(result.snapshot()).isEmpty();
            }
            assertThat(result.issues()).allSatisfy(issue -> assertIsWhole(issue, result.records()));
        });
    }

    @TestFactory
    Stream<DynamicTest> an_aggregate_learns_once_from_a_document_and_shares_no_resource() throws IOException {
        return each(document -> {
            MappingResult result = map(document);
            assertThat(result.contributions()).extracting(Contribution::aggregate).doesNotHaveDuplicates();
            Set<String> taken = new HashSet<>();
            for (Contribution contribution : result.contributions()) {
                for (MappedResource resource : fold(List.of(contribution))) {
                    assertThat(taken.add(resource.type() + '/' + resource.id())).as(resource.type()).isTrue();
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> resources_are_strict_r4_named_by_type_and_id() throws IOException {
        return each(document -> {
            for (Contribution contribution : map(document).contributions()) {
                for (MappedResource resource : fold(List.of(contribution))) {
                    var parsed = R4.newJsonParser()
                            .setParserErrorHandler(new StrictErrorHandler())
                            .parseResource(resource.json());
                    assertThat(parsed.fhirType()).isEqualTo(resource.type());
                    assertThat(parsed.getIdElement().getIdPart()).isEqualTo(resource.id());
                    assertThat(parsed.getMeta().getVersionId()).isNull();
                    assertThat(parsed.getMeta().getLastUpdated()).isNull();
                    assertThat(resource.json()).doesNotContain("\n");
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> what_is_said_twice_folds_as_if_said_once() throws IOException {
        return each(document -> {
            for (Contribution contribution : map(document).contributions()) {
                assertThat(fold(List.of(contribution, contribution))).isEqualTo(fold(List.of(contribution)));
            }
        });
    }

    @Test
    void what_is_no_document_of_the_format_is_rejected() {
        List<byte[]> strange = new ArrayList<>();
        for (String text : List.of("", " ", "\n", "{}", "[]", "null", "<a/>", "MSH", "MSH|", "a,b\n1,2", "\u0000",
                "%PDF-1.7",
                "\uFEFF", "PK\u0003\u0004")) {
            strange.add(text.getBytes(StandardCharsets.UTF_8));
        }
        strange.add(new byte[]{(byte) 0xff, (byte) 0xfe, 0, 1, (byte) 0x80});
        for (byte[] bytes : strange) {
            MappingResult result = map(bytes);
            assertThat(result.accepted()).as("%s", new String(bytes, StandardCharsets.ISO_8859_1)).isZero();
            assertThat(result.contributions()).isEmpty();
            assertThat(result.issues()).anyMatch(MappingIssue::rejects);
        }
    }

    /** A document of the case folders, by its place in them. */
    public record CaseDocument(String name, byte[] bytes) {
    }

    /** The documents that the mapper is held against: here each is a file of the case folders. */
    protected List<CaseDocument> listDocuments(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<CaseDocument> found = new ArrayList<>();
            for (Path file : files.filter(file -> file.getFileName().toString().matches(documents)).sorted().toList()) {
                found.add(new CaseDocument(folder.relativize(file).toString(), Files.readAllBytes(file)));
            }
            return found;
        }
    }

    /** A document of a case. */
    private interface Check {
        void accept(byte[] document);
    }

    private Stream<DynamicTest> each(Check check) throws IOException {
        List<CaseDocument> found = listDocuments(cases);
        assertThat(found).isNotEmpty();
        return found.stream()
                .map(document -> DynamicTest.dynamicTest(document.name(), () -> check.accept(document.bytes())));
    }

    private static void assertIsWhole(MappingIssue issue, int records) {
        assertThat(issue.id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
        assertThat(issue.record()).isBetween(1, records);
        assertThat(issue.location()).isNotBlank();
        assertThat(issue.message()).endsWith(".");
        assertThat(issue.remedy()).endsWith(".");
    }

    private MappingResult map(byte[] document) {
        return mapper.map(new SourceDocument(document, RECEIVED), feed);
    }

    private List<MappedResource> fold(List<Contribution> contributions) {
        return mapper.fold(contributions.getFirst().aggregate(), contributions, feed).resources();
    }
}
