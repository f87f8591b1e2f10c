/**
 * Bulk data: exports (Bulk Data Access 2.0) and imports of NDJSON, as background jobs. Inside the FHIR door only.
 */
@NullMarked
package org.tributary.hub.fhir.bulk;

import org.jspecify.annotations.NullMarked;
