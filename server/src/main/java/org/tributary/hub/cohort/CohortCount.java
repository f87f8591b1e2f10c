package org.tributary.hub.cohort;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How many people meet a definition, among those that the caller may see.
 *
 * @param people
 *            empty when there are too few for this caller to be told how many
 * @param steps
 *            how many are left after each criterion, in the order of the definition; at least one
 * @param rounded
 *            whether numbers are to the nearest five, and those below eight are not told
 * @param today
 *            the day in London that stays which go on were counted until
 */
public record CohortCount(Optional<Long> people, List<Step> steps, boolean rounded, LocalDate today) {

    /**
     * A criterion of the definition's outermost group.
     *
     * @param path
     *            JSON Pointer
     * @param words
     *            what it means, for people
     * @param people
     *            how many are left after it, or for {@code any} are there by now
     */
    public record Step(String path, String words, Optional<Long> people) {
    }

    public CohortCount {
        steps = List.copyOf(steps);
    }
}
