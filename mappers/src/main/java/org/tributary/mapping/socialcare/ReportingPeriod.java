package org.tributary.mapping.socialcare;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The days a return is complete for, both included. */
record ReportingPeriod(LocalDate start, LocalDate end) {

    ReportingPeriod {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("A reporting period cannot end before it starts");
        }
    }

    /** The midnight with which the last day begins. Returns are ordered by it. */
    Instant endInstant(ZoneId zone) {
        return end.atStartOfDay(zone).toInstant();
    }

    /**
     * Whether a return for this period has to hold the event: a request, assessment or review that ended in it, a
     * service that was active in it. A request, assessment or review without an end, which the specification does not
     * foresee, counts as active since its start.
     */
    boolean expects(EventType type, LocalDate eventStart, @Nullable LocalDate eventEnd) {
        if (eventEnd == null) {
            return !eventStart.isAfter(end);
        }
        boolean endedBefore = eventEnd.isBefore(start);
        return switch (type) {
            case REQUEST, ASSESSMENT, REVIEW -> !endedBefore && !eventEnd.isAfter(end);
            case SERVICE -> !endedBefore && !eventStart.isAfter(end);
        };
    }
}
