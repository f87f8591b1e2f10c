package org.tributary.hub.pathway.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.CareTimeline;
import org.tributary.hub.pathway.TimelinePage;

/**
 * The JSON of {@code GET /api/people/{person}/timeline}; docs/timeline.md explains it by an example.
 *
 * @param next
 *            the cursor of the next page
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record TimelineJson(String person, List<String> patients, List<EntryJson> entries, Optional<String> next) {

    static TimelineJson of(TimelinePage page) {
        CareTimeline timeline = page.timeline();
        return new TimelineJson(
                timeline.person(),
                EntryJson.patients(timeline.patients()),
                timeline.entries().stream().map(EntryJson::of).toList(),
                page.next());
    }
}
