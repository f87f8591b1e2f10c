package org.tributary.mapping.socialcare;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event of a person, as a return states it. Part of a contribution's JSON.
 *
 * @param key
 *            what makes it this event among all of the person's; see {@link EventKey}
 * @param end
 *            absent while it goes on
 * @param values
 *            the filled columns that speak of the event, as sent (amounts and dates normalised)
 */
record CareEvent(String key, EventType type, LocalDate start, @Nullable LocalDate end, Map<Column, String> values) {

    CareEvent {
        values = Column.copy(values);
    }

    Optional<String> find(Column column) {
        return Optional.ofNullable(values.get(column));
    }

    Optional<LocalDate> findEnd() {
        return Optional.ofNullable(end);
    }
}
