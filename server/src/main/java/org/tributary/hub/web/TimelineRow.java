package org.tributary.hub.web;

import java.util.Set;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.TimelineEntry;

/**
 * One line of the timeline's table; texts are empty where the source says nothing.
 *
 * @param until
 *            when an interval ended, or that it goes on
 * @param sourceType
 *            the FHIR resource type
 * @param sourceId
 *            its logical id
 */
record TimelineRow(String date, String time, String until, String kind, String what, String organisation,
        String setting, String status, String sourceType, String sourceId) {

    private static final Set<String> CURRENT = Set.of("active", "in-progress", "arrived", "triaged", "onleave",
            "onhold", "on-hold", "recurrence", "relapse");

    static TimelineRow of(TimelineEntry entry) {
        CareEvent event = entry.event();
        return new TimelineRow(
                event.start().map(HumanTime::date).orElse("No date"),
                event.start().flatMap(HumanTime::time).orElse(""),
                until(event),
                event.kind().display(),
                what(event),
                entry.organisationName().orElse(event.organisation()),
                Words.setting(event.setting()),
                event.status().map(Words::code).orElse(""),
                event.source().type(),
                event.source().id());
    }

    static String what(CareEvent event) {
        return event.code().flatMap(code -> code.display()).orElse("");
    }

    private static String until(CareEvent event) {
        return event.end()
                .map(end -> event.start().map(start -> until(start, end)).orElse("to " + HumanTime.dateAndTime(end)))
                .orElse(goesOn(event) ? "and continuing" : "");
    }

    /** What is on the same day is not said twice. */
    private static String until(EventTime start, EventTime end) {
        if (!HumanTime.date(start).equals(HumanTime.date(end))) {
            return "to " + HumanTime.dateAndTime(end);
        }
        return HumanTime.time(end).equals(HumanTime.time(start))
                ? ""
                : HumanTime.time(end).map(time -> "to " + time).orElse("");
    }

    /** An interval without an end goes on only while its source says so. */
    static boolean goesOn(CareEvent event) {
        return event.kind().shape() == CareEventKind.Shape.INTERVAL && event.end().isEmpty()
                && event.status().filter(CURRENT::contains).isPresent();
    }
}
