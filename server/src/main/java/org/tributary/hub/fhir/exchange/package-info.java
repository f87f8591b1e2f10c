/**
 * What every interaction and operation of the FHIR door is made of: the request as it is asked for, the answer or
 * refusal, and the JSON they carry. Inside the FHIR door only.
 */
@NullMarked
package org.tributary.hub.fhir.exchange;

import org.jspecify.annotations.NullMarked;
