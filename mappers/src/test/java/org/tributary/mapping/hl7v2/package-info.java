/** Tests of the HL7 v2 mapper; their cases are in the folders {@code cases/hl7v2} of the test resources. */
@NullMarked
package org.tributary.mapping.hl7v2;

import org.jspecify.annotations.NullMarked;
