package org.tributary.hub.ops.synth.pairs;

/**
 * Two people who are easily taken for one.
 *
 * @param one
 *            the number of a {@link Resident}, as is the other
 */
record Neighbours(int one, int other, Situation situation) {
}
