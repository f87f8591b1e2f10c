/** What people decide about persons: the queue of pairs that wait for somebody, decisions, and taking them back. */
@NamedInterface("review")
@NullMarked
package org.tributary.hub.identity.review;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
