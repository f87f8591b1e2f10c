/**
 * The pages for care coordinators.
 */
@ApplicationModule(allowedDependencies = {"access", "access :: signin", "store", "identity", "identity :: linking",
        "identity :: review", "pathway",
        "pathway :: spells",
        "pathway :: stays", "pathway :: delays", "pathway :: waits", "pathway :: now",
        "pathway :: worklists", "cohort", "ingest"})
@NullMarked
package org.tributary.hub.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
