package org.tributary.mapping.gpextract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.CaseFolders;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.SourceFeed;

/** The case folders of {@code cases/gpextract}: each numbered folder in a case is one extract, sent as a zip. */
class GpExtractMapperTest {

    private static final Path FOLDER = Path.of("src/test/resources/cases/gpextract");
    private static final CaseFolders CASES = new CaseFolders(new GpExtractMapper(),
            new SourceFeed("wellow-gp", "A99999", CareSetting.PRIMARY));

    @TempDir
    private Path zips;

    @TestFactory
    Stream<DynamicTest> cases() {
        return CaseFolders.in(FOLDER)
                .stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> {
                    Path zipped = Files.createDirectories(zips.resolve(folder.getFileName().toString()));
                    for (Path extract : CaseFolders.in(folder)) {
                        Files.write(zipped.resolve(extract.getFileName() + ".zip"), Extracts.zip(extract));
                    }
                    for (String expected : List.of("expected.json", "expected-issues.txt")) {
                        Files.copy(folder.resolve(expected), zipped.resolve(expected));
                    }
                    CASES.check(zipped);
                }));
    }

    @Test
    void whatIsNoZipIsRefused() {
        for (String text : List.of("", "PK\u0003\u0004", "ObservationGuid\n1\n", "{}")) {
            MappingResult result = CASES.map(text.getBytes(StandardCharsets.UTF_8));
            assertThat(result.contributions()).isEmpty();
            assertThat(result.issues()).extracting(MappingIssue::id).containsExactly("zip-unreadable");
        }
    }

    @Test
    void aZipOfTooManyFilesIsRefused() {
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < 201; i++) {
            files.put("x" + i, new byte[0]);
        }

        assertThat(CASES.map(Extracts.zip(files)).issues()).extracting(MappingIssue::id)
                .containsExactly("zip-unreadable");
    }

    @Test
    void aZipWithoutRowsIsRefused() {
        assertThat(
                CASES.map(Extracts.zip(Map.of("Admin_Patient.csv", "PatientGuid\n".getBytes(StandardCharsets.UTF_8))))
                        .issues())
                .filteredOn(MappingIssue::rejects)
                .extracting(MappingIssue::id)
                .containsExactly("extract-without-rows");
    }
}
