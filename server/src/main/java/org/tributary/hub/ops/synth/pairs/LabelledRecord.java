package org.tributary.hub.ops.synth.pairs;

/**
 * A record of the set.
 *
 * @param id
 *            of the Patient
 * @param person
 *            the key of the invented person whose it is, e.g. {@code P0000017}
 * @param json
 *            the Patient, in one line
 */
public record LabelledRecord(LabelledSource source, String id, String person, String json) {
}
