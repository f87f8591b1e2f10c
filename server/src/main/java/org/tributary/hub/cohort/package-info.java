/**
 * Cohorts: how many people meet a definition, and who they are, among those that the caller may see.
 */
@ApplicationModule(allowedDependencies = {"access", "store", "identity", "pathway", "pathway :: spells",
        "pathway :: stays", "pathway :: delays", "pathway :: waits"})
@NullMarked
package org.tributary.hub.cohort;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
