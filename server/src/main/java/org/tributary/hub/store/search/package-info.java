/**
 * Search compiled in stages: parsed to immutable criteria, checked against what the index serves, written as one SQL
 * statement. Internal to the store.
 */
@NullMarked
package org.tributary.hub.store.search;

import org.jspecify.annotations.NullMarked;
