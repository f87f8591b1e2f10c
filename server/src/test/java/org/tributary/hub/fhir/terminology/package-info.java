@NullMarked
package org.tributary.hub.fhir.terminology;

import org.jspecify.annotations.NullMarked;
