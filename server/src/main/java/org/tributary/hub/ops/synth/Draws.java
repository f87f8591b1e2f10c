package org.tributary.hub.ops.synth;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Repeatable dice. Every purpose has its own, seeded from the borough's seed, so that a change in one part of the
 * generator leaves the others' throws alone. Only {@code nextLong} is taken from the JDK: its sequence has never
 * changed, while the bounded draws' have.
 */
public final class Draws {
    private final SplittableRandom random;

    private Draws(long seed) {
        this.random = new SplittableRandom(seed);
    }

    public static Draws of(long seed, String purpose, long... parts) {
        long mixed = seed * 0x9E3779B97F4A7C15L + purpose.hashCode();
        for (long part : parts) {
            mixed = (mixed ^ part) * 0xBF58476D1CE4E5B9L + 0x94D049BB133111EBL;
        }
        return new Draws(mixed);
    }

    /** From 0 to bound - 1. */
    public int below(int bound) {
        return (int) ((random.nextLong() >>> 1) % bound);
    }

    /** Both ends included. */
    public int between(int low, int high) {
        return low + below(high - low + 1);
    }

    public boolean percent(int share) {
        return below(100) < share;
    }

    /** True so many times in a thousand. */
    public boolean perMille(int share) {
        return below(1000) < share;
    }

    /** Both ends included. */
    public LocalDate date(LocalDate from, LocalDate to) {
        return from.plusDays(below((int) Math.max(1, ChronoUnit.DAYS.between(from, to) + 1)));
    }

    public <T> T pick(List<T> from) {
        return from.get(below(from.size()));
    }

    public <T> void shuffle(List<T> list) {
        for (int i = list.size() - 1; i > 0; i--) {
            int j = below(i + 1);
            T swapped = list.get(i);
            list.set(i, list.get(j));
            list.set(j, swapped);
        }
    }
}
