package org.tributary.hub.ops.synth.pairs;

/** How often each {@link Situation} comes about. */
public enum Shares {
    /** As in a borough. */
    BOROUGH(1),
    /** Every share of the borough's twice. */
    DOUBLED(2);

    private final int factor;

    Shares(int factor) {
        this.factor = factor;
    }

    /** In a thousand of those whom it can befall. */
    int perMille(Situation situation) {
        return Math.min(1000, situation.boroughPerMille() * factor);
    }
}
