package org.tributary.hub;

/**
 * What tests draw at random by: the same in every run, so that a failure comes again. The system property
 * {@code tributary.test.seed} has them draw otherwise; before a release, run them with a few others.
 */
public final class Seed {

    private Seed() {
    }

    public static long get() {
        return Long.getLong("tributary.test.seed", 20_260_301);
    }
}
