package org.tributary.hub.identity.compare;

/**
 * A verdict with its reason.
 *
 * @param rule
 *            the rule or gate that decided, with its version, or the version of the weights
 * @param strength
 *            of two links the one with the smaller number is the stronger; then the score decides
 * @param score
 *            the weight of the evidence in bits: 10 means that it is about a thousand times likelier of one person than
 *            of two
 */
public record Judgement(Verdict verdict, String rule, int strength, double score, Evidence evidence) {
}
