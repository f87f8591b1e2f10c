/**
 * Search parameters that the operator defines, and the index brought up to date in the background. Inside the FHIR door
 * only.
 */
@NullMarked
package org.tributary.hub.fhir.index;

import org.jspecify.annotations.NullMarked;
