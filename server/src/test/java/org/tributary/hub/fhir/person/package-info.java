@NullMarked
package org.tributary.hub.fhir.person;

import org.jspecify.annotations.NullMarked;
