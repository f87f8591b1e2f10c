/** Tests that run in containers, wherever a container engine answers. */
@NullMarked
package org.tributary.hub.container;

import org.jspecify.annotations.NullMarked;
