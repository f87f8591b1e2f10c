/**
 * The FHIR R4 door: interactions, operations and bundles over HTTP.
 */
@ApplicationModule(allowedDependencies = {"access", "access :: signin", "store", "identity", "pathway",
        "pathway :: spells",
        "pathway :: stays",
        "ingest", "conformance"})
@NullMarked
package org.tributary.hub.fhir;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
