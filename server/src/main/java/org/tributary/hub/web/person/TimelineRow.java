package org.tributary.hub.web.person;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.TimelineEntry;
import org.tributary.hub.web.HumanTime;
import org.tributary.hub.web.Words;

/**
 * One line of the timeline's table; texts are empty where the source says nothing.
 *
 * @param until
 *            when an interval ended, or that it goes on
 * @param distance
 *            how long before or after the event from which days are counted
 * @param sourceType
 *            the FHIR resource type
 * @param href
 *            where the record behind it is told
 */
record TimelineRow(String date, String time, String until, String distance, String kind, String what, String value,
        String organisation, String setting, String status, String sourceType, String href) {

    private static final Set<String> CURRENT = Set.of("active", "in-progress", "arrived", "triaged", "onleave",
            "onhold", "on-hold", "recurrence", "relapse");

    /**
     * @param origin
     *            the day from which days are counted
     */
    static TimelineRow of(TimelineEntry entry, Optional<LocalDate> origin, Telling telling) {
        return of(entry, origin.flatMap(day -> entry.event()
                .start()
                .map(start -> TimeScale.distance(ChronoUnit.DAYS.between(day, start.date())))).orElse(""),
                telling.entry(entry.event().source()));
    }

    static TimelineRow of(TimelineEntry entry) {
        return of(entry, "", "");
    }

    private static TimelineRow of(TimelineEntry entry, String distance, String href) {
        CareEvent event = entry.event();
        return new TimelineRow(
                event.start().map(HumanTime::date).orElse("No date"),
                event.start().flatMap(HumanTime::time).orElse(""),
                until(event),
                distance,
                event.kind().display(),
                what(event),
                value(event),
                entry.organisationName().orElse(event.organisation()),
                Words.setting(event.setting()),
                event.status().map(Words::code).orElse(""),
                event.source().type(),
                href);
    }

    static String value(CareEvent event) {
        return event.value().map(value -> value.text()).orElse("");
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
