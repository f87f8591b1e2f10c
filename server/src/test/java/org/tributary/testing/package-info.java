/** Doors and pages that tests put behind sign-in; outside the hub's own packages, so that no scan finds them. */
@NullMarked
package org.tributary.testing;

import org.jspecify.annotations.NullMarked;
