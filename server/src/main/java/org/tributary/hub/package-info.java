/** The hub: one package a capability, its public types at the package's root. */
@NullMarked
package org.tributary.hub;

import org.jspecify.annotations.NullMarked;
