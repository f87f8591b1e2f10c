/**
 * How a resource's JSON is read, kept and served. Internal to the store.
 */
@NullMarked
package org.tributary.hub.store.json;

import org.jspecify.annotations.NullMarked;
