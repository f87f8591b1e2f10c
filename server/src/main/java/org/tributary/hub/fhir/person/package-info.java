/** Persons across publishers: Person resources, and the identifiers of one person. Inside the FHIR door only. */
@NullMarked
package org.tributary.hub.fhir.person;

import org.jspecify.annotations.NullMarked;
