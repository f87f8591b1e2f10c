/**
 * The HTTP intake: one document a request, answered with an OperationOutcome.
 */
@NullMarked
package org.tributary.hub.ingest.http;

import org.jspecify.annotations.NullMarked;
