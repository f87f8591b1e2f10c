/**
 * What a person waits or waited for, against how long it may take, and what was to follow and did or did not. Pure
 * functions over what a caller may see.
 */
@NamedInterface("waits")
@NullMarked
package org.tributary.hub.pathway.waits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
