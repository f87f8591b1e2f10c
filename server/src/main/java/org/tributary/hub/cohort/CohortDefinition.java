package org.tributary.hub.cohort;

import java.util.List;

/** A definition that was read and checked; {@link Cohorts#read} makes one. */
public final class CohortDefinition {

    private final Criterion.Group root;

    CohortDefinition(Criterion.Group root) {
        this.root = root;
    }

    Criterion.Group root() {
        return root;
    }

    /** The criteria of the outermost group, each in words. */
    public List<String> sentences() {
        return root.members().stream().map(CohortWords::of).toList();
    }
}
