package org.tributary.hub.web;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tributary.hub.identity.PersonView;
import org.tributary.hub.pathway.CareTimeline;
import org.tributary.hub.pathway.TimelineEntry;

/**
 * All that the page of a person shows.
 *
 * @param rows
 *            newest first; what has no date comes last
 */
record PersonPage(Banner banner, Swimlanes swimlanes, List<TimelineRow> rows) {

    static PersonPage of(PersonView person, CareTimeline timeline, Map<String, String> organisations, Clock clock) {
        List<TimelineEntry> dated = timeline.entries()
                .stream()
                .filter(entry -> entry.event().start().isPresent())
                .toList();
        Stream<TimelineEntry> undated = timeline.entries()
                .stream()
                .filter(entry -> entry.event().start().isEmpty());
        return new PersonPage(
                Banner.of(person, organisations, clock),
                Swimlanes.of(dated, clock.instant()),
                Stream.concat(dated.reversed().stream(), undated).map(TimelineRow::of).toList());
    }
}
