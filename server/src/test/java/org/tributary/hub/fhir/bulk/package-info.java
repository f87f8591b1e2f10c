@NullMarked
package org.tributary.hub.fhir.bulk;

import org.jspecify.annotations.NullMarked;
