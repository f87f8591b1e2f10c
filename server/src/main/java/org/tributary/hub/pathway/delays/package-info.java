/**
 * Delayed discharges: from no longer needing the hospital until leaving it, and whom that time waited for. Pure
 * functions over what a caller may see.
 */
@NamedInterface("delays")
@NullMarked
package org.tributary.hub.pathway.delays;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
