package org.tributary.hub.ops.linkage;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What linkage made of Patients.
 *
 * @param persons
 *            the person of each Patient
 * @param inReview
 *            the pairs of Patients that wait for somebody's decision
 */
record Found(Map<String, String> persons, Set<Pair> inReview) {

    /** What became of two Patients. */
    enum Outcome {
        APART, REVIEW, LINKED
    }

    /** Two Patients, in no order. */
    record Pair(String one, String other) {

        static Pair of(String one, String other) {
            return one.compareTo(other) < 0 ? new Pair(one, other) : new Pair(other, one);
        }
    }

    Outcome outcome(String one, String other) {
        if (person(one).equals(person(other))) {
            return Outcome.LINKED;
        }
        return inReview.contains(Pair.of(one, other)) ? Outcome.REVIEW : Outcome.APART;
    }

    private String person(String patient) {
        return Objects.requireNonNull(persons.get(patient), "A Patient of the set has no person");
    }
}
