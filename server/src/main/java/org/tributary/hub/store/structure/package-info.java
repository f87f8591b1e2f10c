/**
 * The R4 definitions as far as JSON needs them, and the check of a JSON tree against them. Internal to the store.
 */
@NullMarked
package org.tributary.hub.store.structure;

import org.jspecify.annotations.NullMarked;
