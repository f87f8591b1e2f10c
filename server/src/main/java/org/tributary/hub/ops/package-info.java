/**
 * The launcher's commands, the embedded database, health, and demo data.
 */
@ApplicationModule(allowedDependencies = {"access", "access :: signin", "store", "identity", "identity :: linking",
        "pathway",
        "pathway :: spells", "ingest",
        "ingest :: mllp", "fhir",
        "web"})
@NullMarked
package org.tributary.hub.ops;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
