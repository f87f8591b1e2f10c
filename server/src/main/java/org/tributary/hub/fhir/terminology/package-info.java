/**
 * Code systems, value sets and concept maps: R4's own, the hub's own, and those among the resources that a caller sees.
 * Inside the FHIR door only.
 */
@NullMarked
package org.tributary.hub.fhir.terminology;

import org.jspecify.annotations.NullMarked;
