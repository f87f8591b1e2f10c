/**
 * The page of one person: who they are, how things stand, what is stuck, stays, the timeline, and the records behind
 * it.
 */
@NullMarked
package org.tributary.hub.web.person;

import org.jspecify.annotations.NullMarked;
