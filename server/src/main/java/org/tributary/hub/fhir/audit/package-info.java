/** The hub's audit trail as AuditEvent resources. Inside the FHIR door only. */
@NullMarked
package org.tributary.hub.fhir.audit;

import org.jspecify.annotations.NullMarked;
