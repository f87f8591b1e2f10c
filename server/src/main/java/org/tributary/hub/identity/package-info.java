/**
 * Which source Patients are the same person: persons and their links.
 */
@ApplicationModule(allowedDependencies = {"access", "store"})
@NullMarked
package org.tributary.hub.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
