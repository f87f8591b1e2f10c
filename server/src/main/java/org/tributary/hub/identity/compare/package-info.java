/**
 * How alike two source Patients are, and what follows from that: pure functions of what the two say, without clock,
 * database or order.
 */
@NullMarked
package org.tributary.hub.identity.compare;

import org.jspecify.annotations.NullMarked;
