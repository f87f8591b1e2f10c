package org.tributary.mapping.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.CaseFolders;
import org.tributary.mapping.Contribution;
import org.tributary.mapping.FoldResult;
import org.tributary.mapping.SourceFeed;

/** Whatever order messages arrive in, they fold to the same resources. */
class EventOrderTest {

    private static final long SEED = 20240601;

    static Stream<Path> situationsOfSeveralMessages() {
        return CaseFolders.in(Hl7v2CasesTest.CASES).stream().filter(folder -> CaseFolders.documents(folder).size() > 1);
    }

    @ParameterizedTest
    @MethodSource("situationsOfSeveralMessages")
    void anyPermutationFoldsToTheSame(Path situation) throws IOException {
        List<byte[]> messages = new ArrayList<>();
        for (Path document : CaseFolders.documents(situation)) {
            messages.add(Files.readAllBytes(document));
        }
        List<FoldResult> inOrder = fold(messages);
        Random random = new Random(SEED);
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(messages, random);
            assertThat(fold(messages)).as("seed %d, shuffle %d", SEED, i).isEqualTo(inOrder);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"inpatient-stay-from-admission-to-discharge", "discharge-cancelled-reopens-the-visit"})
    void orderOfEventsDoesMatter(String situation) throws IOException {
        List<Contribution> visit = new ArrayList<>();
        for (Path document : CaseFolders.documents(Hl7v2CasesTest.CASES.resolve(situation))) {
            Hl7v2CasesTest.HOSPITAL.map(Files.readAllBytes(document))
                    .contributions()
                    .stream()
                    .filter(contribution -> contribution.aggregate().kind().equals(Aggregates.VISIT))
                    .forEach(visit::add);
        }
        Hl7v2Mapper mapper = new Hl7v2Mapper();
        SourceFeed feed = new SourceFeed("rcb-pas", "RCB", CareSetting.ACUTE);
        FoldResult forward = mapper.fold(visit.getFirst().aggregate(), visit, feed);
        assertThat(mapper.fold(visit.getFirst().aggregate(), visit.reversed(), feed)).isNotEqualTo(forward);
    }

    @Test
    void whatManyMessagesSayOfTheTrustInADayIsOneContribution() throws IOException {
        List<Contribution> trust = new ArrayList<>();
        for (Path document : CaseFolders.documents(
                Hl7v2CasesTest.CASES.resolve("admission-sent-twice-then-discharge-cancelled"))) {
            Hl7v2CasesTest.HOSPITAL.map(Files.readAllBytes(document))
                    .contributions()
                    .stream()
                    .filter(contribution -> contribution.aggregate().kind().equals(Aggregates.ORGANIZATION))
                    .forEach(trust::add);
        }
        // Two messages of 3 June, one of 8 June.
        assertThat(trust).hasSize(3);
        assertThat(new HashSet<>(trust)).hasSize(2);
    }

    private static List<FoldResult> fold(List<byte[]> messages) {
        List<Contribution> contributions = new ArrayList<>();
        messages.forEach(message -> contributions.addAll(Hl7v2CasesTest.HOSPITAL.map(message).contributions()));
        return Hl7v2CasesTest.HOSPITAL.fold(contributions);
    }
}
