package org.tributary.hub.store;

import java.util.List;
import java.util.Optional;

/**
 * A page of a resource's versions, newest first.
 *
 * @param total
 *            how many versions the caller may see
 * @param next
 *            the cursor of the next page; empty on the last
 */
public record HistoryPage(List<StoredResource> versions, int total, Optional<String> next) {

    public HistoryPage {
        versions = List.copyOf(versions);
    }
}
