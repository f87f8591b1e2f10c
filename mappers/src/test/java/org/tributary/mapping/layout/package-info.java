/** Cases of the worked layouts, and what a layout file may say. */
@NullMarked
package org.tributary.mapping.layout;

import org.jspecify.annotations.NullMarked;
