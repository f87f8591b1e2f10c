package org.tributary.hub.ops.synth.pairs;

import java.util.ArrayList;
import java.util.List;
import org.tributary.hub.ops.synth.Draws;

/** Who lives together. */
enum Household {
    ALONE(320), COUPLE(270), FAMILY(345), SHARERS(60), STUDENTS(2), CARE_HOME(3);

    private final int perMille;

    Household(int perMille) {
        this.perMille = perMille;
    }

    static Household draw(Draws draws) {
        int left = draws.below(1000);
        for (Household kind : values()) {
            left -= kind.perMille;
            if (left < 0) {
                return kind;
            }
        }
        throw new IllegalStateException("The shares of the households must add up to 1000");
    }

    /** Whether they are no family. */
    boolean isOfStrangers() {
        return this == SHARERS || this == STUDENTS || this == CARE_HOME;
    }

    /** How old each is; the children of a family behind its grown-ups. */
    List<Integer> ages(Draws draws) {
        return switch (this) {
            case ALONE -> List.of(draws.between(19, 95));
            case COUPLE -> {
                int age = draws.between(22, 88);
                yield List.of(age, Math.max(19, age + draws.between(-6, 6)));
            }
            case FAMILY -> family(draws);
            case SHARERS -> many(draws.between(2, 5), 19, 38, draws);
            case STUDENTS -> many(draws.between(20, 60), 18, 22, draws);
            case CARE_HOME -> many(draws.between(15, 40), 72, 101, draws);
        };
    }

    private static List<Integer> family(Draws draws) {
        List<Integer> ages = new ArrayList<>();
        int parent = draws.between(24, 54);
        ages.add(parent);
        if (draws.percent(75)) {
            ages.add(Math.max(22, parent + draws.between(-4, 6)));
        }
        int eldest = parent - 20;
        int children = draws.between(1, 3);
        for (int i = 0; i < children; i++) {
            ages.add(draws.below(eldest + 1));
        }
        return ages;
    }

    private static List<Integer> many(int people, int youngest, int eldest, Draws draws) {
        List<Integer> ages = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            ages.add(draws.between(youngest, eldest));
        }
        return ages;
    }
}
