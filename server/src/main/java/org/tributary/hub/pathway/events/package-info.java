/**
 * Care events from one resource each: what every R4 resource type tells of a person's care. Pure functions.
 */
@NullMarked
package org.tributary.hub.pathway.events;

import org.jspecify.annotations.NullMarked;
