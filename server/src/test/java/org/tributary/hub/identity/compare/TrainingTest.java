package org.tributary.hub.identity.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tributary.hub.identity.compare.Training.Sample;
import org.tributary.hub.identity.compare.Weights.Odds;

/** Weights that a sample with known shares must lead to. */
class TrainingTest {

    private static Evidence pair(Random random, boolean onePerson, double postcodeMoves) {
        boolean moved = onePerson ? random.nextDouble() < postcodeMoves : random.nextDouble() < 0.999;
        boolean date = onePerson ? random.nextDouble() < 0.97 : random.nextDouble() < 0.0001;
        boolean given = onePerson ? random.nextDouble() < 0.95 : random.nextDouble() < 0.01;
        boolean family = onePerson ? random.nextDouble() < 0.9 : random.nextDouble() < 0.01;
        return new Evidence(Map.of(Field.POSTCODE, moved ? Level.DIFFERENT : Level.SAME, Field.BIRTH_DATE,
                date ? Level.SAME : Level.DIFFERENT, Field.GIVEN, given ? Level.SAME : Level.DIFFERENT, Field.FAMILY,
                family ? Level.SAME : Level.DIFFERENT));
    }

    private static Odds odds(Weights weights, Field field, Level level) {
        return Objects.requireNonNull(weights.odds().getOrDefault(field, Map.of()).get(level));
    }

    @Test
    void aHubWherePeopleMoveOftenLearnsThatPostcodesProveLess() {
        Random random = new Random(5);
        List<Evidence> byNumber = new ArrayList<>();
        List<Evidence> chance = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            // One in fifty pairs with one number is somebody else's, whose number was mistyped.
            byNumber.add(pair(random, i % 50 != 0, 0.4));
            chance.add(pair(random, false, 0));
        }
        Weights trained = new Training(Weights.shipped()).train("trained", new Sample(byNumber, List.of(), chance,
                Map.of("MERRIDEW", 300, "STONE", 700, "RARE", 2), Map.of("ANN", 10)));
        assertThat(odds(trained, Field.POSTCODE, Level.DIFFERENT).m()).isBetween(0.37, 0.43);
        assertThat(odds(trained, Field.BIRTH_DATE, Level.SAME).m()).isBetween(0.96, 0.98);
        assertThat(trained.families()).containsEntry("MERRIDEW", 0.2994).doesNotContainKey("RARE").containsKey("SMITH");
        assertThat(trained.version()).isEqualTo("trained");
        assertThat(trained.link()).isEqualTo(Weights.shipped().link());
    }

    @Test
    void anEmptyHubLearnsNothing() {
        Weights trained = new Training(Weights.shipped()).train("trained",
                new Sample(List.of(), List.of(), List.of(), Map.of(), Map.of()));
        trained.odds()
                .forEach((field, levels) -> levels.forEach((level, odds) -> assertThat(odds.bits())
                        .as("%s %s", field, level)
                        .isCloseTo(odds(Weights.shipped(), field, level).bits(),
                                within(0.7))));
    }
}
