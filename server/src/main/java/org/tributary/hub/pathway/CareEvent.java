package org.tributary.hub.pathway;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.tributary.hub.store.ResourceKey;
import org.tributary.mapping.CareSetting;

/**
 * One thing that happened to a person, or is meant to: a point or an interval in time, derived from one resource of one
 * publisher. A resource gives none, one or several.
 *
 * @param source
 *            the resource it derives from
 * @param ordinal
 *            its place among the events of that resource, from 0
 * @param patient
 *            the logical id of the source's own Patient
 * @param organisation
 *            the publisher's ODS code
 * @param code
 *            what it is about
 * @param namedBy
 *            a resource whose name or code says what the event is about when {@code code} does not, e.g. a Medication
 *            or a Location; it may be absent from the store
 * @param status
 *            the source's own status code, e.g. {@code in-progress}
 * @param start
 *            when it happened or began, or is planned to; empty when the source does not say
 * @param end
 *            when it ended; a date, month or year is included whole
 * @param value
 *            what was found
 * @param details
 *            further facts, in the order of {@link Detail}
 */
public record CareEvent(ResourceKey source, int ordinal, String patient, CareEventKind kind, CareSetting setting,
        String organisation, Optional<EventCode> code, Optional<ResourceKey> namedBy, Optional<String> status,
        Optional<EventTime> start, Optional<EventTime> end, Optional<EventValue> value, Map<Detail, String> details) {

    public CareEvent {
        details = details.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(details));
    }

    /** An event without value and details. */
    public CareEvent(ResourceKey source, int ordinal, String patient, CareEventKind kind, CareSetting setting,
            String organisation, Optional<EventCode> code, Optional<ResourceKey> namedBy, Optional<String> status,
            Optional<EventTime> start, Optional<EventTime> end) {
        this(source, ordinal, patient, kind, setting, organisation, code, namedBy, status, start, end,
                Optional.empty(), Map.of());
    }

    public Optional<String> find(Detail detail) {
        return Optional.ofNullable(details.get(detail));
    }

    CareEvent withCode(EventCode newCode) {
        return new CareEvent(source, ordinal, patient, kind, setting, organisation, Optional.of(newCode), namedBy,
                status, start, end, value, details);
    }
}
