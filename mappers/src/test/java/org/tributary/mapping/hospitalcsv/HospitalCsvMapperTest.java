package org.tributary.mapping.hospitalcsv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.CaseFolders;
import org.tributary.mapping.MappedResource;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.SourceFeed;

/** The case folders of {@code cases/hospitalcsv}, and properties of the mapper that no single case shows. */
class HospitalCsvMapperTest {

    private static final Path CASES_FOLDER = Path.of("src/test/resources/cases/hospitalcsv");
    private static final Path SAMPLE = Path.of(System.getProperty("samples.dir", "../../shared/samples"), "hes",
            "apc.csv");
    private static final CaseFolders CASES = new CaseFolders(new HospitalCsvMapper(),
            new SourceFeed("wellow-hes", "RZ8", CareSetting.ACUTE));

    @TestFactory
    Stream<DynamicTest> cases() {
        return CaseFolders.in(CASES_FOLDER)
                .stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> CASES.check(folder)));
    }

    @ParameterizedTest
    @CsvSource({"F321, F32.1", "R69X, R69", "J22X, J22", "M2556, M25.56", "A170D, A17.0", "e119, E11.9"})
    void restoresTheDotOfIcd10(String sent, String code) {
        assertThat(ClinicalCodes.icd10(sent)).contains(code);
    }

    @ParameterizedTest
    @CsvSource({"X352, X35.2", "Z94, Z94", "y508, Y50.8"})
    void restoresTheDotOfOpcs4(String sent, String code) {
        assertThat(ClinicalCodes.opcs4(sent)).contains(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"'';file-empty", "'NAME,AGE\nA,1';column-missing",
            "'EPIKEY,SEX\n1,1';column-missing", "'EPIKEY,PSEUDO_HESID';file-without-rows"})
    void refusesWhatIsNoHospitalFile(String content, String issue) {
        MappingResult result = CASES.map(content.getBytes(StandardCharsets.UTF_8));

        assertThat(result.contributions()).isEmpty();
        assertThat(result.issues()).filteredOn(MappingIssue::rejects)
                .extracting(MappingIssue::id)
                .containsExactly(issue);
    }

    @Test
    void anyOrderOfRowsGivesTheSameRecord() throws IOException {
        List<String> lines = Files.readAllLines(CASES_FOLDER.resolve("spell-of-two-episodes/1-apc.csv"));
        lines.add(lines.get(1).replace(",F321,", ",F322,"));
        Map<String, String> expected = resources(lines);
        for (int seed = 1; seed <= 5; seed++) {
            List<String> rows = new ArrayList<>(lines.subList(1, lines.size()));
            Collections.shuffle(rows, new Random(seed));
            rows.addFirst(lines.getFirst());
            assertThat(resources(rows)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void everyEpisodeOfTheArtificialFileIsCarriedWithItsCodes() throws IOException {
        assumeTrue(Files.exists(SAMPLE), "The artificial HES file is not at " + SAMPLE);

        MappingResult result = CASES.map(Files.readAllBytes(SAMPLE));
        Map<String, Long> counts = CASES.fold(result.contributions())
                .stream()
                .flatMap(folded -> folded.resources().stream())
                .collect(Collectors.groupingBy(MappedResource::type, Collectors.counting()));

        assertThat(result.records()).isEqualTo(2075);
        assertThat(result.rejected()).isZero();
        assertThat(counts).containsEntry("Patient", 994L).containsEntry("Encounter", 2L * 2075);
        assertThat(result.issues()).extracting(MappingIssue::id)
                .contains("discharge-after-episode-end", "columns-derived")
                .doesNotContain("date-unreadable")
                // The file has the diagnoses 7999, 0000 and 0000, and the operation 8: no codes of their classifications.
                .filteredOn("code-malformed"::equals)
                .hasSize(4);
    }

    private static Map<String, String> resources(List<String> lines) {
        MappingResult result = CASES.map(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        return CASES.fold(result.contributions())
                .stream()
                .flatMap(folded -> folded.resources().stream())
                .collect(Collectors.toMap(resource -> resource.type() + '/' + resource.id(), MappedResource::json));
    }
}
