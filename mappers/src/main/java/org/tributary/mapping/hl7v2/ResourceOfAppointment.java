package org.tributary.mapping.hl7v2;

import java.util.List;
import java.util.stream.Stream;

/**
 * AIS, AIG, AIP and AIL: the service, equipment, person or place that an appointment takes (HL7 2.4, section 10.6.4 to
 * 10.6.7). They differ only in where their fields stand.
 */
record ResourceOfAppointment(Segment segment) {

    /** Those of one kind, e.g. {@code AIP}. */
    static List<ResourceOfAppointment> all(Message message, String name) {
        return message.all(name).stream().map(segment -> {
            segment.ignore(1);
            // What was done to the segment, which the appointment as it now stands shows.
            segment.ignore(2);
            return new ResourceOfAppointment(segment);
        }).toList();
    }

    static Stream<ResourceOfAppointment> all(Message message) {
        return Stream.of("AIS", "AIG", "AIL", "AIP").flatMap(name -> all(message, name).stream());
    }

    Field resource() {
        return segment.field(3);
    }

    Field type() {
        return segment.field(4);
    }

    Field start() {
        return segment.field(firstOfTiming());
    }

    Field duration() {
        return segment.field(firstOfTiming() + 3);
    }

    Field durationUnit() {
        return segment.field(firstOfTiming() + 4);
    }

    private int firstOfTiming() {
        return switch (segment.name()) {
            case "AIS" -> 4;
            case "AIG" -> 8;
            default -> 6;
        };
    }
}
