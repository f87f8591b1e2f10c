/**
 * R4 Subscriptions of the channel rest-hook: admitted when they are written, matched in the order of commits, told of
 * at least once. Inside the FHIR door only.
 */
@NullMarked
package org.tributary.hub.fhir.subscription;

import org.jspecify.annotations.NullMarked;
