/**
 * Care events derived from resources, and the care timeline of a person.
 */
@ApplicationModule(allowedDependencies = {"access", "store", "identity"})
@NullMarked
package org.tributary.hub.pathway;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
