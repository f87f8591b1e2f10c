package org.tributary.hub.store.index;

import java.util.LinkedHashSet;
import java.util.Set;

/** The numbers that stand for three letters in a row within a place. Two may meet: they only narrow a search. */
public final class Grams {

    public static final int LENGTH = 3;

    private Grams() {
    }

    /**
     * @param key
     *            {@link StringKey}
     */
    public static Set<Integer> of(int path, String key) {
        Set<Integer> grams = new LinkedHashSet<>();
        for (int i = 0; i + LENGTH <= key.length(); i++) {
            long letters = (long) key.charAt(i) << 32 | (long) key.charAt(i + 1) << 16 | key.charAt(i + 2);
            grams.add((int) (mixed(letters ^ mixed(path)) >>> 32));
        }
        return grams;
    }

    /** Spreads what differs little over all bits (the finishing steps of SplitMix64). */
    private static long mixed(long value) {
        long first = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        long second = (first ^ (first >>> 27)) * 0x94d049bb133111ebL;
        return second ^ (second >>> 31);
    }
}
