@NullMarked
package org.tributary.hub.cohort;

import org.jspecify.annotations.NullMarked;
