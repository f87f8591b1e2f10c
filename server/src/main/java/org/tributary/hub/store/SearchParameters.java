package org.tributary.hub.store;

import java.util.List;
import org.springframework.stereotype.Component;

/** The R4 search parameters that the store supports. */
@Component
public final class SearchParameters {

    /** What a resource type can be searched by, in alphabetical order; empty for an unknown type. */
    public List<SupportedParameter> listFor(String type) {
        throw new UnsupportedOperationException();
    }
}
