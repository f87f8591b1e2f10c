/**
 * The MLLP door for HL7 v2 messages: frames, connections, and the acknowledgements its senders wait for.
 */
@NamedInterface("mllp")
@NullMarked
package org.tributary.hub.ingest.mllp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
