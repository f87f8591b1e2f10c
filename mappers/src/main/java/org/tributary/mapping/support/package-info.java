/** What mappers share in the making: code translation from ConceptMaps, FHIR JSON, and times without an offset. */
@NullMarked
package org.tributary.mapping.support;

import org.jspecify.annotations.NullMarked;
