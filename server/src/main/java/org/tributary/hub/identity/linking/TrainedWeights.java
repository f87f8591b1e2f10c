package org.tributary.hub.identity.linking;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tributary.hub.identity.compare.Weights;

/** Weights that can be put in force, with how many pairs they rest on. */
public final class TrainedWeights {

    private final Weights weights;
    private final int numberPairs;
    private final int namePairs;
    private final int randomPairs;

    TrainedWeights(Weights weights, int numberPairs, int namePairs, int randomPairs) {
        this.weights = weights;
        this.numberPairs = numberPairs;
        this.namePairs = namePairs;
        this.randomPairs = randomPairs;
    }

    /** The weights that come with the hub, to go back to. */
    public static TrainedWeights shipped() {
        return new TrainedWeights(Weights.shipped(), 0, 0, 0);
    }

    /** Names them; links that they decide tell it. */
    public String version() {
        return weights.version();
    }

    Weights weights() {
        return weights;
    }

    /** What they are and rest on, a line each. */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        lines.add("%s, from %,d pairs with one NHS number, %,d with one family name and birth date, %,d at random"
                .formatted(version(), numberPairs, namePairs, randomPairs));
        weights.odds()
                .forEach((field, levels) -> levels.forEach((level, odds) -> lines.add(String.format(Locale.ROOT,
                        "%-13s %-10s m %.4g  u %.4g  %+.1f bits", field.code(), level.code(), odds.m(), odds.u(),
                        odds.bits()))));
        lines.subList(1, lines.size()).sort(null);
        return lines;
    }
}
