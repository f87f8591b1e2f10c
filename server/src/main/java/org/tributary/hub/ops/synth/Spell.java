package org.tributary.hub.ops.synth;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One visit to a trust as it happened, in London time; what lies after the reference date is never sent.
 *
 * @param arrival
 *            at the emergency department or clinic, or on the ward for a planned stay
 * @param admission
 *            to a ward; null for an attendance or a clinic
 * @param transfers
 *            moves to a further ward, in order; empty without a stay
 * @param fit
 *            medically fit; null without a stay, as is {@code ready}
 * @param ready
 *            ready for discharge
 * @param cancelledDeparture
 *            a discharge that was sent and then cancelled
 * @param departure
 *            the end of the visit
 */
record Spell(Reason reason, Feed trust, LocalDateTime arrival, @Nullable LocalDateTime admission,
        List<LocalDateTime> transfers, @Nullable LocalDateTime fit, @Nullable LocalDateTime ready,
        @Nullable LocalDateTime cancelledDeparture, LocalDateTime departure) {

    boolean isStay() {
        return admission != null;
    }
}
