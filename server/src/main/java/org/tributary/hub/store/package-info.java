/**
 * The versioned resource store: JSON codec, structural check, index extraction, search, history.
 */
@ApplicationModule(allowedDependencies = {"access"})
@NullMarked
package org.tributary.hub.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
