package org.tributary.hub.ops.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tributary.hub.ops.linkage.Evaluation.FalseLink;
import org.tributary.hub.ops.synth.pairs.LabelledPair;
import org.tributary.hub.ops.synth.pairs.LabelledSet;
import org.tributary.hub.ops.synth.pairs.Shares;
import org.tributary.hub.ops.synth.pairs.Situation;

/**
 * Linkage held against the truth of a labelled set, on a real database. {@code -Dlinkage.people=50000} is the full
 * size; the confusion tables and what was missed are left in {@code target/linkage}: see
 * {@code docs/linkage-evaluation.md}.
 */
class LinkageRecallTest {

    private static final int PEOPLE = Integer.getInteger("linkage.people", 5_000);
    private static final long SEED = Long.getLong("linkage.seed", 1);
    /** What is reached, less half a hundredth for small sets; the aim is 0.97. */
    private static final Map<Shares, Double> AUTOMATIC = Map.of(Shares.BOROUGH, 0.955, Shares.DOUBLED, 0.885);
    private static final Map<Shares, Double> AUTOMATIC_WITHOUT_TWO_NUMBERS = Map.of(Shares.BOROUGH, 0.97,
            Shares.DOUBLED, 0.907);
    private static final int MOST_EXAMPLES = 400;

    @ParameterizedTest
    @EnumSource(Shares.class)
    void nobodyIsLinkedToAnotherAndHardlyAnybodyIsMissed(Shares shares, @TempDir Path folder)
            throws IOException {
        LabelledSet set = LabelledSet.generate(PEOPLE, SEED, shares);
        Evaluation evaluation = new Evaluation(LoadedSet.truth(set), set.pairs(), LoadedSet.load(set, folder));
        report(set, shares, evaluation);

        assertThat(evaluation.falseLinks()).as("false automatic links").isEmpty();
        assertThat(evaluation.automaticRecall()).as("linked").isGreaterThanOrEqualTo(AUTOMATIC.get(shares));
        assertThat(evaluation.automaticRecallOfUncontradicted()).as("linked, without pairs of two numbers")
                .isGreaterThanOrEqualTo(AUTOMATIC_WITHOUT_TWO_NUMBERS.get(shares));
        assertThat(evaluation.recallWithReview()).as("linked or in review").isGreaterThanOrEqualTo(0.995);
    }

    private static void report(LabelledSet set, Shares shares, Evaluation evaluation) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "linkage"));
        String name = shares.name().toLowerCase(Locale.ROOT);
        Files.writeString(folder.resolve(name + ".md"),
                set.size() + " people, seed " + SEED + ", shares of errors: " + name + ".\n\n" + evaluation.markdown());
        List<LabelledPair> missed = evaluation.missed().stream().limit(MOST_EXAMPLES).toList();
        List<FalseLink> wrong = evaluation.falseLinks().stream().limit(MOST_EXAMPLES).toList();
        Set<String> ids = new HashSet<>();
        missed.forEach(pair -> {
            ids.addAll(pair.one());
            ids.addAll(pair.other());
        });
        wrong.forEach(link -> ids.addAll(List.of(link.one(), link.other())));
        Map<String, String> records = LoadedSet.records(set, ids);
        List<String> lines = new ArrayList<>();
        wrong.forEach(link -> lines.add("FALSE LINK, " + link.situation() + '\n' + records.get(link.one()) + '\n'
                + records.get(link.other())));
        missed.forEach(pair -> lines.add("MISSED: "
                + String.join("; ", pair.situations().stream().map(Situation::words).toList()) + '\n'
                + records.get(pair.one().getFirst()) + '\n' + records.get(pair.other().getFirst())));
        Files.write(folder.resolve(name + "-examples.txt"), lines);
    }
}
