package org.tributary.hub.pathway.waits;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.EventTime.Precision;

/**
 * One wait.
 *
 * @param from
 *            what began it; it has a start
 * @param since
 *            when the clock began
 * @param to
 *            what ended it
 * @param until
 *            when it ended; empty while it goes on
 */
public record Wait(WaitKind kind, CareEvent from, EventTime since, Optional<CareEvent> to, Optional<EventTime> until) {

    /** That which goes on. */
    static Wait open(WaitKind kind, CareEvent from) {
        return new Wait(kind, from, from.start().orElseThrow(), Optional.empty(), Optional.empty());
    }

    /** That which an event ended by beginning. */
    static Wait ended(WaitKind kind, CareEvent from, CareEvent to) {
        return new Wait(kind, from, from.start().orElseThrow(), Optional.of(to), to.start());
    }

    public boolean isOpen() {
        return until.isEmpty();
    }

    /** Days of the London calendar from its beginning to its end, or until now. */
    public long days(Instant now) {
        LocalDate end = until.map(EventTime::date).orElse(LocalDate.ofInstant(now, EventTime.LONDON));
        return ChronoUnit.DAYS.between(since.date(), end);
    }

    /** Full weeks of these days. */
    public long weeks(Instant now) {
        return Math.floorDiv(days(now), 7L);
    }

    /** From moment to moment; empty when one of them is only a date. */
    public Optional<Duration> duration(Instant now) {
        boolean exact = since.precision() == Precision.TIME
                && until.map(end -> end.precision() == Precision.TIME).orElse(true);
        return exact
                ? Optional.of(Duration.between(since.instant(), until.map(EventTime::instant).orElse(now)))
                : Optional.empty();
    }

    /** Whether it took longer than it may; empty when there is no limit or the times are not exact enough to tell. */
    public Optional<Boolean> breached(Instant now) {
        return kind.limit()
                .flatMap(limit -> limit.toDays() > 0
                        ? Optional.of(days(now) > limit.toDays())
                        : duration(now).map(took -> took.compareTo(limit) > 0));
    }
}
