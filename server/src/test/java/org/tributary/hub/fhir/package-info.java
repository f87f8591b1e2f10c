@NullMarked
package org.tributary.hub.fhir;

import org.jspecify.annotations.NullMarked;
