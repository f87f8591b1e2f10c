/**
 * The synthetic borough: invented people, their care across two practices, two trusts and a council, and what each
 * source would send about them, errors included. It knows the wire formats only: it shares no code with the mappers
 * that read them nor with the linkage that is tested against its truth.
 */
@NullMarked
package org.tributary.hub.ops.synth;

import org.jspecify.annotations.NullMarked;
