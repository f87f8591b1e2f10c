package org.tributary.hub.ops.synth;

/**
 * Two source records that carry the same valid NHS number, each with its verification status absent, 01 or 02, and the
 * same birth date. The generator guarantees that both are of one person.
 */
public record ExpectedLink(TruthRow one, TruthRow other) {
}
