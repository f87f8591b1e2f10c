package org.tributary.hub.pathway.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.EventValue;
import org.tributary.hub.pathway.TimelineEntry;

/**
 * One event as every door of a person tells of it.
 *
 * @param start
 *            a FHIR dateTime of the source's precision; a moment is in UTC
 * @param value
 *            what was found, with its unit
 * @param patient
 *            reference to the source's own Patient
 * @param source
 *            reference to the resource that says so
 * @param feed
 *            code of the feed that it came by
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record EntryJson(Optional<String> start, Optional<String> end, Coded kind, Optional<Coded> what, Optional<String> value,
        Optional<String> status, String setting, Organisation organisation, String patient, String source,
        String feed) {

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Coded(Optional<String> system, Optional<String> code, Optional<String> display) {
    }

    /** The ODS code of the publisher and its name, if known. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Organisation(String code, Optional<String> name) {
    }

    static EntryJson of(TimelineEntry entry) {
        CareEvent event = entry.event();
        return new EntryJson(
                event.start().map(EventTime::toFhir),
                event.end().map(EventTime::toFhir),
                kind(event.kind()),
                event.code().map(code -> new Coded(code.system(), code.code(), code.display())),
                event.value().map(EventValue::text),
                event.status(),
                event.setting().code(),
                new Organisation(event.organisation(), entry.organisationName()),
                "Patient/" + event.patient(),
                event.source().reference(),
                entry.feed());
    }

    static List<String> patients(List<String> ids) {
        return ids.stream().map(patient -> "Patient/" + patient).toList();
    }

    private static Coded kind(CareEventKind kind) {
        return new Coded(Optional.of(CareEventKind.SYSTEM), Optional.of(kind.code()), Optional.of(kind.display()));
    }
}
