@NullMarked
package org.tributary.hub.fhir.subscription;

import org.jspecify.annotations.NullMarked;
