@NullMarked
package org.tributary.hub.identity;

import org.jspecify.annotations.NullMarked;
