/**
 * The three kinds of patch that R4 knows: JSON Patch, XML Patch and FHIRPath Patch. Inside the FHIR door only.
 */
@NullMarked
package org.tributary.hub.fhir.patch;

import org.jspecify.annotations.NullMarked;
