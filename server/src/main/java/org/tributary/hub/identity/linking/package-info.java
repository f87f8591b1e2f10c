/**
 * How source Patients come to be one person: what is kept of them, whom they are compared with, which links that makes,
 * and the persons that follow from links and decisions.
 */
@NamedInterface("linking")
@NullMarked
package org.tributary.hub.identity.linking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
