/** Cases and properties of the general practice extract mapper. */
@NullMarked
package org.tributary.mapping.gpextract;

import org.jspecify.annotations.NullMarked;
