package org.tributary.hub.ops.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tributary.hub.ops.linkage.Evaluation.FalseLink;
import org.tributary.hub.ops.linkage.Found.Pair;
import org.tributary.hub.ops.synth.pairs.LabelledPair;
import org.tributary.hub.ops.synth.pairs.Situation;

/** The arithmetic of the evaluation, on five people and a linkage that was written down by hand. */
class EvaluationTest {

    private static final Map<String, String> TRUTH = Map.of("a1", "A", "a2", "A", "b1", "B", "b2", "B", "c1", "C", "c2",
            "C", "d1", "D", "d2", "D", "e1", "E", "e2", "E");

    private static final List<LabelledPair> PAIRS = List.of(same("a", true), same("b", true, Situation.MOVED),
            same("c", true, Situation.MOVED, Situation.MARRIED), same("d", true, Situation.TYPED_WRONG),
            same("e", false, Situation.UNKNOWN_PERSON), new LabelledPair(List.of("a1", "a2"), List.of("b1", "b2"),
                    false, Set.of(Situation.TWINS), false));

    @Test
    void recall_counts_the_pairs_that_hold_enough() {
        Evaluation evaluation = evaluate(
                Map.of("a1", "p", "a2", "p", "b1", "q", "b2", "q", "c1", "r", "c2", "s", "d1", "t", "d2", "u", "e1",
                        "v", "e2", "w"),
                Set.of(Pair.of("c2", "c1")));

        assertThat(evaluation.automaticRecall()).isEqualTo(0.5, within(1e-9));
        assertThat(evaluation.recallWithReview()).isEqualTo(0.75, within(1e-9));
        assertThat(evaluation.missed()).containsExactly(PAIRS.get(3));
        assertThat(evaluation.falseLinks()).isEmpty();
    }

    @Test
    void every_two_records_of_different_people_in_one_person_are_a_false_link() {
        Evaluation evaluation = evaluate(
                Map.of("a1", "p", "a2", "p", "b1", "p", "b2", "q", "c1", "r", "c2", "s", "d1", "t", "d2", "s", "e1",
                        "v", "e2", "w"),
                Set.of());

        assertThat(evaluation.falseLinks()).extracting(FalseLink::situation)
                .containsExactlyInAnyOrder("twins", "twins", "strangers");
    }

    @Test
    void the_table_has_a_row_for_each_situation_and_counts_a_pair_in_each_of_its_own() {
        String table = evaluate(
                Map.of("a1", "p", "a2", "p", "b1", "q", "b2", "q", "c1", "r", "c2", "s", "d1", "t", "d2", "u", "e1",
                        "v", "e2", "w"),
                Set.of(Pair.of("c1", "c2"), Pair.of("a1", "b2"))).markdown();

        assertThat(table).contains("| **all** | 5 | 2 | 1 | 2 |")
                .contains("| **all that hold enough** | 4 | 2 | 1 | 1 |")
                .contains("| nothing but custom differs | 1 | 1 | 0 | 0 |")
                .contains("| another address, mostly another telephone too | 2 | 1 | 1 | 0 |")
                .contains("| twins | 1 | 0 | 1 | 0 |")
                .contains("In review: 1 pairs of one person, 1 of two");
    }

    private static Evaluation evaluate(Map<String, String> persons, Set<Pair> inReview) {
        return new Evaluation(TRUTH, Stream.of(PAIRS.toArray(LabelledPair[]::new)), new Found(persons, inReview));
    }

    private static LabelledPair same(String person, boolean enough, Situation... situations) {
        return new LabelledPair(List.of(person + "1"), List.of(person + "2"), true, Set.of(situations), enough);
    }
}
