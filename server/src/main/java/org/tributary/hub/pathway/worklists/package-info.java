/**
 * Worklists: for whom somebody is to do something now. Which persons come into question is asked of indexes; whether
 * they do is for the same pure functions that their own pages rest on.
 */
@NamedInterface("worklists")
@NullMarked
package org.tributary.hub.pathway.worklists;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
