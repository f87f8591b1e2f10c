/**
 * Feeds, messages, contributions, the doors they come by, and the one commit line.
 */
@ApplicationModule(allowedDependencies = {"access", "store", "identity", "identity :: linking", "identity :: review",
        "pathway", "conformance"})
@NullMarked
package org.tributary.hub.ingest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
