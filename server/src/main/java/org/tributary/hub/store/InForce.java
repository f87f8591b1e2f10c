package org.tributary.hub.store;

import org.tributary.hub.store.index.ParameterCatalog;

/**
 * The search parameters that are in force at a version of the definitions.
 *
 * @param version
 *            as {@link org.tributary.hub.access.ReadTransaction#definitions} tells it
 */
record InForce(long version, ParameterCatalog catalog) {

    /** R4's own, as long as nothing was ever defined. */
    static final InForce AT_FIRST = new InForce(0, ParameterCatalog.shared());
}
