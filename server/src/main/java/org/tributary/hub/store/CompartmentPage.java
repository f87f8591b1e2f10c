package org.tributary.hub.store;

import java.util.List;
import java.util.Optional;

/**
 * A page of a compartment.
 *
 * @param members
 *            the focus, on the first page, and resources in its compartment
 * @param referenced
 *            resources outside it that those refer to; they come after all members
 * @param next
 *            opaque; empty on the last page
 */
public record CompartmentPage(List<StoredResource> members, List<StoredResource> referenced, Optional<String> next) {

    public CompartmentPage {
        members = List.copyOf(members);
        referenced = List.copyOf(referenced);
    }
}
