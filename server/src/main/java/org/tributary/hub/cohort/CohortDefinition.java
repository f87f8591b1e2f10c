package org.tributary.hub.cohort;

/** A definition that was read and checked; {@link Cohorts#read} makes one. */
public final class CohortDefinition {

    private final Criterion.Group root;

    CohortDefinition(Criterion.Group root) {
        this.root = root;
    }

    Criterion.Group root() {
        return root;
    }
}
