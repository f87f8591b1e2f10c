package org.tributary.hub.ops.synth;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** The borough's fixed dates: it never reads a clock. Local times are London's. */
final class Calendar {
    static final LocalDate PERIOD_START = LocalDate.of(2025, 7, 1);
    static final LocalDate REFERENCE = LocalDate.of(2026, 6, 30);
    static final LocalDateTime END = REFERENCE.atTime(23, 59, 59);
    static final ZoneId LONDON = ZoneId.of("Europe/London");

    private static final LocalDate CLOCKS_BACK = LocalDate.of(2025, 10, 26);
    private static final LocalDate CLOCKS_FORWARD = LocalDate.of(2026, 3, 29);

    private Calendar() {
    }

    /** Whether a visit that begins then may put an event into an hour that does not exist or exists twice. */
    static boolean nearClockChange(LocalDateTime arrival) {
        return nearClockChange(arrival, CLOCKS_BACK) || nearClockChange(arrival, CLOCKS_FORWARD);
    }

    private static boolean nearClockChange(LocalDateTime arrival, LocalDate sunday) {
        return arrival.isAfter(sunday.minusDays(1).atTime(8, 0)) && arrival.isBefore(sunday.atTime(3, 0));
    }
}
