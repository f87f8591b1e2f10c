/**
 * The pages of worklists, and the same as files.
 */
@NullMarked
package org.tributary.hub.web.worklist;

import org.jspecify.annotations.NullMarked;
