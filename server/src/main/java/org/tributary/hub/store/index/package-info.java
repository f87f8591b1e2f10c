/**
 * What R4's search parameters find in a resource: their expressions, compiled once, and the values they yield. Internal
 * to the store.
 */
@NullMarked
package org.tributary.hub.store.index;

import org.jspecify.annotations.NullMarked;
