/**
 * What systems ask of one person over {@code /api/people}.
 */
@NullMarked
package org.tributary.hub.pathway.api;

import org.jspecify.annotations.NullMarked;
