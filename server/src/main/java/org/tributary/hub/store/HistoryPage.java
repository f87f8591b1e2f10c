package org.tributary.hub.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A page of versions, newest first.
 *
 * @param total
 *            how many versions the caller may see that the query asks for; empty where there are too many to count
 * @param next
 *            the cursor of the next page; empty on the last
 * @param settled
 *            whether no write that began earlier than what is shown can still come in between
 */
public record HistoryPage(List<Version> versions, OptionalInt total, Optional<String> next, boolean settled) {

    /** One version and how it came. */
    public record Version(StoredResource resource, WriteMethod method) {
    }

    public HistoryPage {
        versions = List.copyOf(versions);
    }
}
