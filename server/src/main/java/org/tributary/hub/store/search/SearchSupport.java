package org.tributary.hub.store.search;

import java.time.InstantSource;
import java.util.Optional;
import org.tributary.hub.store.CodeSets;
import org.tributary.hub.store.index.ParameterCatalog;

/**
 * What understanding a query rests on beside the query.
 *
 * @param codeSets
 *            empty when there is no terminology
 * @param persons
 *            whether somebody tells who is whom
 * @param contentIndex
 *            whether the words of all strings are indexed
 * @param catalog
 *            the search parameters there are
 */
public record SearchSupport(InstantSource clock, Optional<CodeSets> codeSets, boolean persons, boolean contentIndex,
        ParameterCatalog catalog) {

    /** The same with what a caller's terminology is, and other parameters. */
    public SearchSupport with(Optional<CodeSets> seen, ParameterCatalog parameters) {
        return new SearchSupport(clock, seen, persons, contentIndex, parameters);
    }
}
