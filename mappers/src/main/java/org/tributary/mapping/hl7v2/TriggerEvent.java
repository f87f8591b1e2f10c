package org.tributary.mapping.hl7v2;

import java.util.Optional;

/**
 * The events that this mapper carries, and what each does to the visit (HL7 2.4, section 3.3). The rank orders events
 * of the same moment: a person before the visit, an admission before a transfer before a discharge before its
 * cancellation, updates last.
 */
enum TriggerEvent {
    A28("ADT", 0, Visit.NONE), A04("ADT", 20, Visit.REGISTERED), A01("ADT", 30, Visit.ADMITTED), A02("ADT", 40,
            Visit.TRANSFERRED),
    A03("ADT", 50, Visit.DISCHARGED), A13("ADT", 60, Visit.DISCHARGE_CANCELLED), A08("ADT", 70, Visit.UPDATED), A31(
            "ADT", 70, Visit.NONE),
    R01("ORU", 80, Visit.NONE);

    /** What an event does to the visit it names. */
    enum Visit {
        NONE, REGISTERED, ADMITTED, TRANSFERRED, DISCHARGED, DISCHARGE_CANCELLED, UPDATED
    }

    private final String messageCode;
    private final int rank;
    private final Visit visit;

    TriggerEvent(String messageCode, int rank, Visit visit) {
        this.messageCode = messageCode;
        this.rank = rank;
        this.visit = visit;
    }

    /** The event of a message type such as {@code ADT^A01}; empty when this mapper does not carry it. */
    static Optional<TriggerEvent> find(String messageType) {
        for (TriggerEvent event : values()) {
            if (messageType.equals(event.messageCode + '^' + event.name())) {
                return Optional.of(event);
            }
        }
        return Optional.empty();
    }

    int rank() {
        return rank;
    }

    Visit visit() {
        return visit;
    }

    boolean carriesResults() {
        return this == R01;
    }
}
