/**
 * The labelled set that linkage is measured against: invented people, each with a record in two organisations, the
 * errors such records have, and the neighbours that are easily taken for one another. It knows what records look like
 * and how they go wrong, and nothing of how they are compared: it shares no code with the linkage under test.
 */
@NullMarked
package org.tributary.hub.ops.synth.pairs;

import org.jspecify.annotations.NullMarked;
