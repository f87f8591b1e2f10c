package org.tributary.mapping;

import java.time.Instant;
import java.util.Comparator;

/**
 * Where a contribution stands among the others of its aggregate. Two different documents never stand in the same place,
 * since the last component is the document's hash.
 *
 * @param event
 *            when it happened or was true at the source (HL7: EVN-2, else MSH-7); arrival time where the source has
 *            none
 * @param message
 *            when the source sent it (HL7: MSH-7)
 * @param rank
 *            among events of the same moment, lower first (an admission before a transfer before a discharge)
 * @param control
 *            the sender's id of the document (HL7: MSH-10), empty where there is none
 * @param hash
 *            hexadecimal SHA-256 of the document, or, where many documents say the same of a shared thing such as an
 *            organisation, of what they say: said again in the same place it is the same contribution
 */
public record EventOrder(Instant event, Instant message, int rank, String control,
        String hash) implements Comparable<EventOrder> {

    private static final Comparator<EventOrder> ORDER = Comparator.comparing(EventOrder::event)
            .thenComparing(EventOrder::message)
            .thenComparingInt(EventOrder::rank)
            .thenComparing(EventOrder::control)
            .thenComparing(EventOrder::hash);

    @Override
    public int compareTo(EventOrder other) {
        return ORDER.compare(this, other);
    }
}
