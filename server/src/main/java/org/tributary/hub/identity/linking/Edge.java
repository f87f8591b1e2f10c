package org.tributary.hub.identity.linking;

import java.util.Comparator;
import org.tributary.hub.identity.compare.Evidence;
import org.tributary.hub.identity.compare.Judgement;
import org.tributary.hub.identity.compare.Traits;
import org.tributary.hub.identity.compare.Verdict;

/**
 * Two source Patients that are one person, or may be.
 *
 * @param patient
 *            the smaller of the two ids
 * @param strength
 *            the smaller, the stronger
 */
record Edge(String patient, String other, boolean links, String rule, int strength, double score, Evidence evidence) {

    /** The strongest first; what is equally strong in the order of ids, so that nothing depends on arrival. */
    static final Comparator<Edge> STRONGEST_FIRST = Comparator.comparingInt(Edge::strength)
            .thenComparing(Comparator.comparingDouble(Edge::score).reversed())
            .thenComparing(Edge::patient)
            .thenComparing(Edge::other);

    /** The edge of a judgement that keeps nobody apart. */
    static Edge of(Traits one, Traits other, Judgement judgement) {
        boolean ordered = one.id().compareTo(other.id()) < 0;
        return new Edge(ordered ? one.id() : other.id(), ordered ? other.id() : one.id(),
                judgement.verdict() == Verdict.LINK, judgement.rule(), judgement.strength(), judgement.score(),
                judgement.evidence());
    }

    /** The end that is not this one. */
    String across(String end) {
        return patient.equals(end) ? other : patient;
    }

    Pair pair() {
        return new Pair(patient, other);
    }
}
