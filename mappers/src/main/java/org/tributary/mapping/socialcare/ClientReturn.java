package org.tributary.mapping.socialcare;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one return says about one person: the body of a contribution.
 *
 * @param partial
 *            whether a row that is or may be about this person was rejected, so that the return's silence on an event
 *            says nothing
 * @param person
 *            the filled columns that speak of the person; absent when no row about them was accepted
 */
record ClientReturn(ReportingPeriod period, boolean partial, @Nullable Map<Column, String> person,
        List<CareEvent> events) {

    private static final JsonMapper JSON = JsonMapper.shared();

    ClientReturn {
        person = person == null ? null : Column.copy(person);
        events = List.copyOf(events);
    }

    /** What a return says about each person it does not mention. */
    static ClientReturn notMentioned(ReportingPeriod period) {
        return new ClientReturn(period, false, null, List.of());
    }

    Optional<Map<Column, String>> findPerson() {
        return Optional.ofNullable(person);
    }

    /** Whether the return's silence on an event in its period takes the event back. */
    boolean complete() {
        return !partial;
    }

    String toJson() {
        return JSON.writeValueAsString(this);
    }

    static ClientReturn fromJson(String json) {
        return JSON.readValue(json, ClientReturn.class);
    }
}
