package org.tributary.hub.pathway;

import java.util.List;

/**
 * All that a caller may see of what happened to one person, in order: by start, kind and source reference, and at the
 * end what has no date.
 *
 * @param person
 *            the person's id as it was asked for
 * @param patients
 *            the logical ids of the source Patients it joins, in code point order; at least one
 */
public record CareTimeline(String person, List<String> patients, List<TimelineEntry> entries) {

    public CareTimeline {
        patients = List.copyOf(patients);
        entries = List.copyOf(entries);
    }
}
