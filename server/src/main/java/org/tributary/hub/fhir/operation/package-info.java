/**
 * The operations that R4 defines on records and resources: each one a
 * {@link org.tributary.hub.fhir.exchange.FhirOperation}. Inside the FHIR door only.
 */
@NullMarked
package org.tributary.hub.fhir.operation;

import org.jspecify.annotations.NullMarked;
