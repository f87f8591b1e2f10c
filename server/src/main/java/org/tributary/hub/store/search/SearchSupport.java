package org.tributary.hub.store.search;

import java.time.InstantSource;
import java.util.Optional;
import org.tributary.hub.store.CodeSets;

/**
 * What understanding a query rests on beside the query.
 *
 * @param codeSets
 *            empty when there is no terminology
 * @param contentIndex
 *            whether the words of all strings are indexed
 */
public record SearchSupport(InstantSource clock, Optional<CodeSets> codeSets, boolean contentIndex) {

    /** The same with what a caller's terminology is. */
    public SearchSupport with(Optional<CodeSets> seen) {
        return new SearchSupport(clock, seen, contentIndex);
    }
}
