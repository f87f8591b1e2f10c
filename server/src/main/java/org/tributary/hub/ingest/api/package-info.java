/**
 * What operators and senders ask and tell over {@code /api}: feeds, messages, replays.
 */
@NullMarked
package org.tributary.hub.ingest.api;

import org.jspecify.annotations.NullMarked;
