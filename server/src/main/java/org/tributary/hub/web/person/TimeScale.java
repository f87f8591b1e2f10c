package org.tributary.hub.web.person;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.TimelineEntry;
import org.tributary.hub.web.HumanTime;
import org.tributary.hub.web.Words;

/**
 * The span of days that a chart shows, whole months where nobody asks for others, and where its moments lie.
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
    /** Fewer days are wider than their events. */
    static final int FEWEST_DAYS = 7;
    /** More than a life. */
    static final int MOST_DAYS = 44_000;
    /** Fewer days than these have an axis of dates rather than of months. */
    private static final int DAYS_BY_DATE = 62;
    /** Steps of an axis of days. */
    private static final int[] STEPS = {1, 7, 14, 28};

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

    /**
     * The days asked for; what is not asked for is as in another scale.
     *
     * @param until
     *            the day after the last
     */
    static TimeScale between(Optional<LocalDate> from, Optional<LocalDate> until, TimeScale whole) {
        LocalDate last = until.orElse(whole.to);
        LocalDate first = from.orElseGet(() -> min(whole.from, last.minusMonths(FEWEST_MONTHS)));
        LocalDate end = max(last, first.plusDays(FEWEST_DAYS));
        return new TimeScale(max(first, end.minusDays(MOST_DAYS)), end, whole.left, whole.right);
    }

    long days() {
        return ChronoUnit.DAYS.between(from, to);
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

    /** Months from their first days; of a shorter span days and weeks. */
    List<Tick> ticks() {
        if (days() < DAYS_BY_DATE) {
            return dayTicks(from, HumanTime::date);
        }
        long months = ChronoUnit.MONTHS.between(from, to);
        long step = Math.ceilDiv(months, MOST_TICKS);
        List<Tick> ticks = new ArrayList<>();
        LocalDate first = from.getDayOfMonth() == 1 ? from : from.withDayOfMonth(1).plusMonths(1);
        for (LocalDate month = first; month.isBefore(to); month = month.plusMonths(step)) {
            ticks.add(new Tick(x(month.atStartOfDay(EventTime.LONDON).toInstant()), HumanTime.month(month)));
        }
        return ticks;
    }

    /** Days before and after one, in weeks where that is shorter. */
    List<Tick> ticksFrom(LocalDate origin) {
        return dayTicks(origin, day -> distance(ChronoUnit.DAYS.between(origin, day)));
    }

    static String distance(long days) {
        if (days == 0) {
            return "Day 0";
        }
        String sign = days > 0 ? "+" : "−";
        return days % 7 == 0 ? sign + Words.many(Math.abs(days) / 7, "week") : sign + Words.many(Math.abs(days), "day");
    }

    private long dayStep() {
        for (long step : STEPS) {
            if (days() / step < MOST_TICKS) {
                return step;
            }
        }
        return 7 * Math.ceilDiv(days(), 7L * MOST_TICKS);
    }

    private List<Tick> dayTicks(LocalDate through, Function<LocalDate, String> label) {
        long step = dayStep();
        long before = Math.floorMod(ChronoUnit.DAYS.between(from, through), step);
        List<Tick> ticks = new ArrayList<>();
        for (LocalDate day = from.plusDays(before); day.isBefore(to); day = day.plusDays(step)) {
            ticks.add(new Tick(x(day.atStartOfDay(EventTime.LONDON).toInstant()), label.apply(day)));
        }
        return ticks;
    }
}
