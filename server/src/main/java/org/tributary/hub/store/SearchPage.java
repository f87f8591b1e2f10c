package org.tributary.hub.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A page of a search's matches, in the search's order, and what the search includes with them.
 *
 * @param total
 *            how many matches the caller may see in all; present when the search asked for it
 * @param included
 *            each once, and none of the matches
 * @param includesCut
 *            whether there was too much to include, and only a part of it is there
 * @param next
 *            the opaque value of the parameter {@code _cursor} that continues the same search; empty on the last page
 */
public record SearchPage(List<StoredResource> matches, OptionalLong total, List<StoredResource> included,
        boolean includesCut, Optional<String> next) {

    /** How many resources a page includes at most. */
    public static final int MAX_INCLUDED = IncludedResources.MAX_INCLUDED;

    public SearchPage {
        included = List.copyOf(included);
        matches = List.copyOf(matches);
    }
}
