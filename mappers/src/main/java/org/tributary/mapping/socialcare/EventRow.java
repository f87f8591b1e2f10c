package org.tributary.mapping.socialcare;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The event of an accepted row.
 *
 * @param number
 *            of the row, from 1
 */
record EventRow(int number, long line, EventType type, LocalDate start, @Nullable LocalDate end, RowValues values) {

    /** Kept beside the values, under names of their own. */
    private static final Set<Column> NAMED = Set.of(Column.EVENT_TYPE, Column.EVENT_START, Column.EVENT_END);

    LocalDate endOrMax() {
        return end == null ? LocalDate.MAX : end;
    }

    CareEvent toEvent(String key) {
        Map<Column, String> own = new EnumMap<>(Column.class);
        values.all().forEach((column, value) -> {
            if (column.topic().ofEvent(type) && !NAMED.contains(column)) {
                own.put(column, value);
            }
        });
        return new CareEvent(key, type, start, end, own);
    }
}
