package org.tributary.hub.pathway.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.api.StaysJson.Definition;
import org.tributary.hub.pathway.waits.Overdue;
import org.tributary.hub.pathway.waits.Wait;

/**
 * The JSON of {@code GET /api/people/{person}/waits}; docs/pathway.md says what it means.
 *
 * @param asOf
 *            the moment until which what goes on is counted
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record WaitsJson(String person, List<String> patients, Instant asOf, List<WaitJson> waits, List<OverdueJson> overdue) {

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record WaitJson(Definition definition, String since, Optional<String> until, boolean open, long days, long weeks,
            Optional<Long> minutes, Optional<Boolean> breached, EntryJson from, Optional<EntryJson> to) {

        static WaitJson of(Wait wait, Instant now, Lookup lookup) {
            return new WaitJson(new Definition(wait.kind().code(), wait.kind().version()), wait.since().toFhir(),
                    wait.until().map(EventTime::toFhir), wait.isOpen(), wait.days(now), wait.weeks(now),
                    wait.duration(now).map(Duration::toMinutes), wait.breached(now), lookup.entry(wait.from()),
                    lookup.entry(wait.to()));
        }
    }

    record OverdueJson(String reason, LocalDate due, EntryJson event) {

        static OverdueJson of(Overdue overdue, Lookup lookup) {
            return new OverdueJson(overdue.reason().code(), overdue.due(), lookup.entry(overdue.event()));
        }
    }
}
