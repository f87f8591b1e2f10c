/**
 * Provider spells: consultant episodes and stays of one provider, joined as their publisher tells them.
 */
@NamedInterface("spells")
@NullMarked
package org.tributary.hub.pathway.spells;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
