/**
 * What every source format shares: a {@link org.tributary.mapping.SourceMapper} reads bytes and gives contributions and
 * issues, and folds an aggregate's contributions into its R4 resources. Pure functions only: no clock, no random, no
 * input or output.
 */
@NullMarked
package org.tributary.mapping;

import org.jspecify.annotations.NullMarked;
