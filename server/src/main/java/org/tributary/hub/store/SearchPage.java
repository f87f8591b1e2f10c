package org.tributary.hub.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A page of a search's matches, in the search's order.
 *
 * @param total
 *            how many matches the caller may see in all; present when the search asked for it
 * @param next
 *            the opaque value of the parameter {@code _cursor} that continues the same search; empty on the last page
 */
public record SearchPage(List<StoredResource> matches, OptionalLong total, Optional<String> next) {

    public SearchPage {
        matches = List.copyOf(matches);
    }
}
