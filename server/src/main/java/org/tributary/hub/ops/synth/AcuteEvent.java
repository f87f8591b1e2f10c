package org.tributary.hub.ops.synth;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Something that a trust tells about a patient, to be written as one HL7 message.
 *
 * @param type
 *            what kind of message
 * @param at
 *            when it happened (EVN-2), London time
 * @param address
 *            as known then
 * @param visit
 *            as it stands after the event; null for a message about the person only
 * @param report
 *            only for a result
 */
record AcuteEvent(Type type, LocalDateTime at, SourceRecord patient, Address address, @Nullable Visit visit,
        @Nullable Report report) {

    enum Type {
        A01("ADT^A01^ADT_A01"), A02("ADT^A02^ADT_A02"), A03("ADT^A03^ADT_A03"), A04("ADT^A04^ADT_A01"), A08(
                "ADT^A08^ADT_A01"),
        A13("ADT^A13^ADT_A01"), A28("ADT^A28^ADT_A05"), A31("ADT^A31^ADT_A05"), R01(
                "ORU^R01^ORU_R01"),
        /** Types the hub does not take: the declared rejects. */
        A25("ADT^A25^ADT_A21"), P01("BAR^P01^BAR_P01");

        final String code;

        Type(String code) {
            this.code = code;
        }

        boolean isUnsupported() {
            return this == A25 || this == P01;
        }
    }

    /**
     * @param taken
     *            when the specimen was taken
     */
    record Report(String number, Panel panel, LocalDateTime taken) {
    }

    Feed trust() {
        return patient.feed();
    }
}
