@NullMarked
package org.tributary.hub.fhir.index;

import org.jspecify.annotations.NullMarked;
