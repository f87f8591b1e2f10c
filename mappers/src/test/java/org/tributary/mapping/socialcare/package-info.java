/** Cases and properties of the Client Level Data mapper. */
@NullMarked
package org.tributary.mapping.socialcare;

import org.jspecify.annotations.NullMarked;
