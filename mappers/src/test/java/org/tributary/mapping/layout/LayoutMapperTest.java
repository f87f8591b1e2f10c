package org.tributary.mapping.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.CaseFolders;
import org.tributary.mapping.FoldResult;
import org.tributary.mapping.MappedResource;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.SourceMapper;

/** The worked layouts by their case folders, and the language of layouts. */
class LayoutMapperTest {

    private static final Path FOLDERS = Path.of("src/test/resources/cases");
    private static final SourceFeed FEED = new SourceFeed("wellow-community", "RYX", CareSetting.COMMUNITY);
    private static final String GOOD = """
            layout: visits
            required: [Person]
            order: [Day]
            codes:
              state:
                values: {"1": finished, "2": cancelled}
            resources:
              person:
                type: Patient
                key: Person
                elements:
                  identifier.value: {column: Person}
                  multipleBirthInteger: {column: Births}
                  active: "true"
              visit:
                type: Encounter
                key: [Person, Day]
                elements:
                  status: {column: State, codes: state, otherwise: unknown}
                  class.code: AMB
                  subject: {resource: person}
                  period.start: {column: Day, dates: [dd.MM.yyyy]}
            """;

    @TestFactory
    Stream<DynamicTest> cases() {
        return LayoutMapper.builtIn()
                .stream()
                .flatMap(mapper -> CaseFolders.in(FOLDERS.resolve(mapper.format().replace("csv-layout:", "csvlayout-")))
                        .stream()
                        .map(folder -> DynamicTest.dynamicTest(mapper.format() + ' ' + folder.getFileName(),
                                () -> new CaseFolders(mapper, FEED).check(folder))));
    }

    @Test
    void aLayoutIsAFormatOfItsOwn() {
        assertThat(LayoutMapper.read("visits.yaml", GOOD).format()).isEqualTo("csv-layout:visits");
        assertThat(LayoutMapper.builtIn()).extracting(SourceMapper::format)
                .containsExactly("csv-layout:csds-like", "csv-layout:mhsds-like");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "type: Patient|type: Person2|9|R4 has no resource type 'Person2'",
            "identifier.value:|identifier.valeu:|12|R4's Identifier has no element 'valeu'",
            "active: \"true\"|active: perhaps|14|'active' cannot be 'perhaps'",
            "\"2\": cancelled|\"2\": called-off|19|'status' cannot be 'called-off'",
            "otherwise: unknown|otherwise: nothing|19|'status' cannot be 'nothing'",
            "class.code: AMB|length.unit: h|16|R4 requires Encounter.class, which nothing fills",
            "{resource: person}|{resource: nobody}|21|There is no resource 'nobody' in this layout",
            "subject: {resource|period: {resource|21|'period' is no reference",
            "codes: state, |codes: states, |19|There is no code table 'states' in this layout",
            "dd.MM.yyyy|dd.MM.bbbb|22|'dd.MM.bbbb' is no date format",
            "{column: Births}|{colum: Births}|13|There is no 'colum' here",
            "key: Person|kee: Person|10|There is no 'kee' here",
            "period.start: {|period[1].start: {|22|'period' does not repeat, so it has no index",
            "subject: {resource: person}|subject: {column: Person}|21|A column cannot fill 'subject', which is a reference",
            "layout: visits|layout: My Visits|1|A layout's name is lower-case letters",
            "order: [Day]|required: [Day]|3|'required' stands twice",
            "order: [Day]|order: [Day|4|This is not YAML"})
    void whatIsWrongIsNamedWithFileAndLine(String right, String wrong, int line, String problem) {
        String text = GOOD.replace(right, wrong);

        assertThat(text).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> LayoutMapper.read("visits.yaml", text)).isInstanceOf(LayoutRefused.class)
                .hasMessageContaining("visits.yaml:" + line + ": " + problem);
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        String text = GOOD.replace("active:", "activ:").replace("type: Encounter", "type: X");

        assertThatThrownBy(() -> LayoutMapper.read("visits.yaml", text)).hasMessageContaining("visits.yaml:14: ")
                .hasMessageContaining("visits.yaml:16: ");
    }

    @Test
    void ofRowsAboutOneThingTheLaterByTheLayoutsOrderHoldsWhateverTheirPlace() {
        String header = "Person,Births,State,Day\n";
        String early = "P1,1,1,01.02.2024\n";
        String late = "P1,2,1,02.02.2024\n";

        assertThat(resources(header + early + late)).isEqualTo(resources(header + late + early))
                .anyMatch(resource -> resource.json().contains("\"multipleBirthInteger\":2"));
        assertThat(map(header + early + late).issues()).extracting(MappingIssue::id).containsExactly("rows-differ");
    }

    @Test
    void aRowThatCannotBeAWholeResourceIsRefusedAlone() {
        MappingResult result = map("Person,Births,State,Day\nP1,many,9,31.02.2024\n,1,1,01.02.2024\nP2,1,1\n");

        assertThat(result.records()).isEqualTo(3);
        assertThat(result.rejected()).isEqualTo(2);
        assertThat(result.issues()).extracting(issue -> issue.id() + " at " + issue.location())
                .containsExactlyInAnyOrder("value-unreadable at line 2, column \"Births\"",
                        "code-unknown at line 2, column \"State\"",
                        "value-unreadable at line 2, column \"Day\"",
                        "value-missing at line 3, column \"Person\"", "row-field-count at line 4");
    }

    @Test
    void aFileWithoutARequiredColumnIsRefusedWhole() {
        assertThat(map("State,Day\n1,01.02.2024\n").issues()).filteredOn(MappingIssue::rejects)
                .extracting(MappingIssue::location)
                .containsExactly("line 1, column \"Person\"");
    }

    private static MappingResult map(String csv) {
        return visits().map(csv.getBytes(StandardCharsets.UTF_8));
    }

    private static List<MappedResource> resources(String csv) {
        return visits().fold(map(csv).contributions())
                .stream()
                .map(FoldResult::resources)
                .flatMap(List::stream)
                .toList();
    }

    private static CaseFolders visits() {
        return new CaseFolders(LayoutMapper.read("visits.yaml", GOOD), FEED);
    }
}
