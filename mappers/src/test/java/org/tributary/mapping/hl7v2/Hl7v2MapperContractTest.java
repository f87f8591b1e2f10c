package org.tributary.mapping.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tributary.mapping.CaseFolders;
import org.tributary.mapping.Contribution;
import org.tributary.mapping.FoldResult;
import org.tributary.mapping.MappedResource;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingResult;
import tools.jackson.databind.json.JsonMapper;

/** What {@link org.tributary.mapping.SourceMapper} promises, held against every document of the case folders. */
class Hl7v2MapperContractTest {

    static Stream<Path> situations() {
        return CaseFolders.in(Hl7v2CasesTest.CASES).stream();
    }

    @ParameterizedTest
    @MethodSource("situations")
    void sameBytesSameResultAndSameResources(Path situation) throws IOException {
        for (Path document : CaseFolders.documents(situation)) {
            MappingResult once = Hl7v2CasesTest.HOSPITAL.map(Files.readAllBytes(document));
            MappingResult again = Hl7v2CasesTest.HOSPITAL.map(Files.readAllBytes(document));
            assertThat(again).isEqualTo(once);
            assertThat(Hl7v2CasesTest.HOSPITAL.fold(again.contributions()))
                    .isEqualTo(Hl7v2CasesTest.HOSPITAL.fold(once.contributions()));
        }
    }

    @ParameterizedTest
    @MethodSource("situations")
    void everyIssueHasAPlaceAndSaysWhatToDo(Path situation) throws IOException {
        for (Path document : CaseFolders.documents(situation)) {
            for (MappingIssue issue : Hl7v2CasesTest.HOSPITAL.map(Files.readAllBytes(document)).issues()) {
                assertThat(issue.id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
                assertThat(issue.location()).matches("(line \\d+|[A-Z][A-Z0-9]{2}[^ ]*(, [A-Z][A-Z0-9]{2}-\\d+)*)");
                assertThat(issue.message()).endsWith(".");
                assertThat(issue.remedy()).endsWith(".");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("situations")
    void noAggregateIsToldTwiceAndNoResourceIsMadeTwice(Path situation) throws IOException {
        List<Contribution> contributions = new ArrayList<>();
        for (Path document : CaseFolders.documents(situation)) {
            List<Contribution> told = Hl7v2CasesTest.HOSPITAL.map(Files.readAllBytes(document)).contributions();
            assertThat(told.stream().map(Contribution::aggregate)).doesNotHaveDuplicates();
            told.forEach(contribution -> assertThat(JsonMapper.shared().readTree(contribution.body()).isObject())
                    .isTrue());
            contributions.addAll(told);
        }
        List<String> made = new ArrayList<>();
        for (FoldResult fold : Hl7v2CasesTest.HOSPITAL.fold(contributions)) {
            for (MappedResource resource : fold.resources()) {
                made.add(resource.type() + '/' + resource.id());
            }
        }
        assertThat(made).doesNotHaveDuplicates();
    }
}
