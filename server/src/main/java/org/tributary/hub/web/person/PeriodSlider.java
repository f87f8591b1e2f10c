package org.tributary.hub.web.person;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.TimelineEntry;

/**
 * The days among which a period can be slid, and the period that the chart shows: the same dates that can be typed.
 *
 * @param first
 *            the first day, as a FHIR date
 * @param days
 *            the last day, counted from the first, which is 0; the others likewise
 * @param from
 *            the first day shown
 * @param until
 *            the last day shown
 */
record PeriodSlider(String first, long days, long from, long until) {

    /** A date far in the future is more often a slip than a plan. */
    private static final int YEARS_AHEAD = 1;

    /**
     * @param entries
     *            all that there are, whatever is asked for
     */
    static Optional<PeriodSlider> of(List<TimelineEntry> entries, Instant now, TimeScale scale) {
        LocalDate today = TimeScale.day(now);
        List<LocalDate> starts = entries.stream()
                .flatMap(entry -> entry.event().start().stream())
                .map(EventTime::date)
                .toList();
        if (starts.isEmpty()) {
            return Optional.empty();
        }
        LocalDate shownLast = scale.to().minusDays(1);
        LocalDate last = starts.stream()
                .filter(day -> !day.isAfter(today.plusYears(YEARS_AHEAD)))
                .reduce(shownLast.isAfter(today) ? shownLast : today, (one, other) -> one.isAfter(other) ? one : other);
        LocalDate earliest = starts.stream()
                .reduce(scale.from(), (one, other) -> one.isBefore(other) ? one : other);
        LocalDate oldest = last.minusDays(TimeScale.MOST_DAYS);
        LocalDate first = earliest.isBefore(oldest) ? oldest : earliest;
        return Optional.of(new PeriodSlider(first.toString(), day(first, last), day(first, scale.from()),
                day(first, shownLast)));
    }

    private static long day(LocalDate first, LocalDate day) {
        return Math.max(0, ChronoUnit.DAYS.between(first, day));
    }
}
