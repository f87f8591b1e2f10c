/**
 * Continuous inpatient stays: provider spells of one person joined across providers by named algorithms, and the bed
 * days and delays in them. Pure functions over what a caller may see.
 */
@NamedInterface("stays")
@NullMarked
package org.tributary.hub.pathway.stays;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
