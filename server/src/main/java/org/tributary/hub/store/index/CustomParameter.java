package org.tributary.hub.store.index;

import java.util.List;

/**
 * A search parameter that the operator has added to R4's.
 *
 * @param id
 *            of the SearchParameter resource
 * @param bases
 *            the resource types it is for; at least one
 * @param ready
 *            whether what was there before it has been indexed, so that searches may use it
 */
public record CustomParameter(String id, List<String> bases, ParameterSource source, boolean ready) {

    public CustomParameter {
        bases = List.copyOf(bases);
    }
}
