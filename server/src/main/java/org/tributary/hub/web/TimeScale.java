package org.tributary.hub.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.TimelineEntry;

/**
 * The span of whole months that a chart shows, and where its moments lie.
 *
 * @param from
 *            first day
 * @param to
 *            the day after the last
 */
record TimeScale(LocalDate from, LocalDate to, int left, int right) {

    /** A chart shows at most so much; the table shows the rest. */
    private static final int MOST_MONTHS = 24;
    private static final int FEWEST_MONTHS = 3;
    /** A date far in the future is more often a slip than a plan. */
    private static final int MONTHS_AHEAD = 12;
    private static final int MOST_TICKS = 12;

    /**
     * A line of the time axis.
     *
     * @param label
     *            month and year
     */
    record Tick(int x, String label) {
    }

    /** The two years up to the last event, or fewer when the first is nearer; events that go on reach until now. */
    static TimeScale around(List<TimelineEntry> dated, Instant now, int left, int right) {
        LocalDate today = day(now);
        LocalDate latest = today.plusMonths(MONTHS_AHEAD);
        LocalDate first = today;
        LocalDate last = LocalDate.MIN;
        for (TimelineEntry entry : dated) {
            LocalDate start = day(entry.event().start().orElseThrow().instant());
            LocalDate end = entry.event().end().map(time -> day(time.instant())).orElse(start);
            first = start.isBefore(first) ? start : first;
            last = max(last, TimelineRow.goesOn(entry.event()) ? today : min(max(start, end), latest));
        }
        LocalDate to = (last.equals(LocalDate.MIN) ? today : last).withDayOfMonth(1).plusMonths(1);
        LocalDate from = max(first.withDayOfMonth(1), to.minusMonths(MOST_MONTHS));
        return new TimeScale(min(from, to.minusMonths(FEWEST_MONTHS)), to, left, right);
    }

    private static LocalDate min(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }

    private static LocalDate max(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? b : a;
    }

    static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, EventTime.LONDON);
    }

    Instant start() {
        return from.atStartOfDay(EventTime.LONDON).toInstant();
    }

    Instant end() {
        return to.atStartOfDay(EventTime.LONDON).toInstant();
    }

    boolean holds(Instant instant) {
        return !instant.isBefore(start()) && instant.isBefore(end());
    }

    /** Where a moment lies; moments outside lie on the nearer edge. */
    int x(Instant instant) {
        long span = ChronoUnit.SECONDS.between(start(), end());
        long passed = Math.clamp(ChronoUnit.SECONDS.between(start(), instant), 0, span);
        return left + Math.toIntExact(passed * (right - left) / span);
    }

    List<Tick> ticks() {
        long months = ChronoUnit.MONTHS.between(from, to);
        long step = Math.ceilDiv(months, MOST_TICKS);
        List<Tick> ticks = new ArrayList<>();
        for (LocalDate month = from; month.isBefore(to); month = month.plusMonths(step)) {
            ticks.add(new Tick(x(month.atStartOfDay(EventTime.LONDON).toInstant()), HumanTime.month(month)));
        }
        return ticks;
    }
}
