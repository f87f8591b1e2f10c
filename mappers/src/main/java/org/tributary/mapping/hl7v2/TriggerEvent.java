package org.tributary.mapping.hl7v2;

import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The events that this mapper carries: what each is about, and what it does to the visit (HL7 2.4, section 3.3). The
 * rank orders events of the same moment: a person before the visit, a plan before an admission before a transfer before
 * a discharge before its cancellation, updates later, results last.
 */
enum TriggerEvent {
    A28(Family.PERSON, 0), A05(Visit.PLANNED, 10), A14(Visit.PLANNED, 10), A04(Visit.REGISTERED, 20), A01(
            Visit.ADMITTED, 30),
    A06(Visit.CLASS_CHANGED, 35), A07(Visit.CLASS_CHANGED, 35), A02(Visit.TRANSFERRED, 40), A17(Visit.TRANSFERRED,
            40),
    A21(Visit.LEFT_FOR_A_WHILE, 42), A22(Visit.CAME_BACK, 44), A15(Visit.UPDATED, 46), A16(Visit.UPDATED, 46), A03(
            Visit.DISCHARGED, 50),
    A11(Visit.ADMISSION_CANCELLED, 60), A12(Visit.TRANSFER_CANCELLED, 60), A13(Visit.DISCHARGE_CANCELLED, 60), A27(
            Visit.PLAN_CANCELLED, 60),
    A38(Visit.PLAN_CANCELLED, 60), A08(Visit.UPDATED, 70), A54(Visit.UPDATED, 70), A55(Visit.UPDATED, 70), A31(
            Family.PERSON, 70),
    A60(Family.PERSON, 70), A23(Visit.DELETED, 75), A29(Family.PERSON, 75),

    A47(Family.MERGE, 76), A34(Family.MERGE, 76), A39(Family.MERGE, 76), A40(Family.MERGE, 76),

    O01("ORM", Family.ORDERS, 77), O21("OML", Family.ORDERS, 77), R01("ORU", Family.RESULTS, 80), R30("ORU",
            Family.RESULTS, 80),

    S12("SIU", Family.APPOINTMENT, 10), S13("SIU", Family.APPOINTMENT, 20), S14("SIU", Family.APPOINTMENT, 30), S15(
            "SIU", Family.APPOINTMENT, 40),
    S16("SIU", Family.APPOINTMENT, 40), S17("SIU", Family.APPOINTMENT, 50), S26("SIU", Family.APPOINTMENT, 40),

    T02("MDM", Family.DOCUMENT, 10), T06("MDM", Family.DOCUMENT, 20), T10("MDM", Family.DOCUMENT, 30),

    I12("REF", Family.REFERRAL, 10);

    /** What a message is about, beside the patient. */
    enum Family {
        PERSON, VISIT, MERGE, RESULTS, ORDERS, APPOINTMENT, DOCUMENT, REFERRAL
    }

    /** What an event does to the visit it names. */
    enum Visit {
        NONE, PLANNED, REGISTERED, ADMITTED, CLASS_CHANGED, TRANSFERRED, LEFT_FOR_A_WHILE, CAME_BACK, DISCHARGED,
        ADMISSION_CANCELLED, TRANSFER_CANCELLED, DISCHARGE_CANCELLED, PLAN_CANCELLED, UPDATED, DELETED
    }

    private final String messageCode;
    private final Family family;
    private final Visit visit;
    private final int rank;

    TriggerEvent(Visit visit, int rank) {
        this("ADT", Family.VISIT, visit, rank);
    }

    TriggerEvent(Family family, int rank) {
        this("ADT", family, Visit.NONE, rank);
    }

    TriggerEvent(String messageCode, Family family, int rank) {
        this(messageCode, family, Visit.NONE, rank);
    }

    TriggerEvent(String messageCode, Family family, Visit visit, int rank) {
        this.messageCode = messageCode;
        this.family = family;
        this.visit = visit;
        this.rank = rank;
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

    /** Every supported message type, for a sender to read: {@code ADT^A01, A02, …; ORU^R01, …}. */
    static String listSupported() {
        return Stream.of(values())
                .collect(Collectors.groupingBy(event -> event.messageCode, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(type -> type.getKey() + '^'
                        + type.getValue().stream().map(TriggerEvent::name).sorted().collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }

    int rank() {
        return rank;
    }

    Family family() {
        return family;
    }

    Visit visit() {
        return visit;
    }
}
