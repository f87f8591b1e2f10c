package org.tributary.hub.ops.synth.pairs;

import java.util.List;
import java.util.Set;

/**
 * Two records of one person, or two people with all their records.
 *
 * @param one
 *            the ids of one side's Patients: one for a pair of one person, else two
 * @param other
 *            likewise
 * @param same
 *            whether both sides are one person
 * @param situations
 *            why the records differ, or why the people are easily taken for one; empty when two records are alike
 * @param enough
 *            for one person's records: whether they hold enough that anybody could tell
 */
public record LabelledPair(List<String> one, List<String> other, boolean same, Set<Situation> situations,
        boolean enough) {
}
