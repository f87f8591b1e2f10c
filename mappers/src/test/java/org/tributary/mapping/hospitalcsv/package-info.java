/** Cases and properties of the hospital CSV mapper. */
@NullMarked
package org.tributary.mapping.hospitalcsv;

import org.jspecify.annotations.NullMarked;
