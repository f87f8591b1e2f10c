/**
 * What resources are held against: R4's definitions, the hub's own, those of FHIR packages, and HAPI's validator over
 * them.
 */
@ApplicationModule(allowedDependencies = "store")
@NullMarked
package org.tributary.hub.conformance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
