package org.tributary.hub.ops.synth;

/**
 * One source record of a person: the truth that linkage is measured against.
 *
 * @param person
 *            the invented person's key, e.g. {@code P000017}
 * @param source
 *            the code of the feed
 * @param system
 *            the identifier system of the source's own number, {@code https://tributary.example/Id/{ODS}/patient}
 * @param value
 *            the number by which the source knows the person
 */
public record TruthRow(String person, String source, String system, String value) {
}
