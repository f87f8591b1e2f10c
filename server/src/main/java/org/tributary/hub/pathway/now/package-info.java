/**
 * How things stand with a person: where they are, who cares for them, what is planned and what is open.
 */
@NamedInterface("now")
@NullMarked
package org.tributary.hub.pathway.now;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
