package org.tributary.hub.store;

import java.util.Optional;
import java.util.Set;

/**
 * What is wanted of a compartment and of what it refers to.
 *
 * @param focus
 *            a Patient or Encounter; empty for the compartments of all Patients that the caller sees
 * @param types
 *            only resources of these types
 * @param since
 *            only resources that changed at this R4 instant or later
 * @param start
 *            only care at this R4 date or later; a resource that tells no time of care is always in
 * @param end
 *            only care at this R4 date or earlier
 * @param count
 *            at most so many resources a page, at least 1
 * @param cursor
 *            {@link CompartmentPage#next()} of the page before
 */
public record CompartmentQuery(Optional<ResourceKey> focus, Set<String> types, Optional<String> since,
        Optional<String> start, Optional<String> end, int count, Optional<String> cursor) {

    public CompartmentQuery {
        types = Set.copyOf(types);
        if (count < 1) {
            throw new IllegalArgumentException("A page has room for one resource at least");
        }
    }
}
