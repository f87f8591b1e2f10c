/**
 * Adult social care Client Level Data (ASC CLD): the quarterly CSV return of English councils, releases 1 and 2. A
 * return is complete for its reporting period; see docs/spec-clarifications.md for what the public sources leave open.
 */
@NullMarked
package org.tributary.mapping.socialcare;

import org.jspecify.annotations.NullMarked;
