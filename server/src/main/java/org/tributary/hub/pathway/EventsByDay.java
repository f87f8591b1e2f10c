package org.tributary.hub.pathway;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Events by the day in London on which they began, for questions about few days of a long record. Those without a
 * beginning are left out.
 */
public final class EventsByDay {

    private final NavigableMap<LocalDate, List<CareEvent>> days = new TreeMap<>();

    public EventsByDay(Stream<CareEvent> events) {
        events.forEach(event -> event.start()
                .ifPresent(start -> days.computeIfAbsent(start.date(), day -> new ArrayList<>()).add(event)));
    }

    /** What began on these days, both included: by day, those of one day as they were given. */
    public Stream<CareEvent> between(LocalDate first, LocalDate last) {
        return last.isBefore(first)
                ? Stream.empty()
                : days.subMap(first, true, last, true).values().stream().flatMap(List::stream);
    }
}
