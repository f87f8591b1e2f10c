package org.tributary.hub.pathway;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.pathway.CareEventKind.Shape;

/**
 * Reads the part of a timeline that a page needs, in the timeline's order: of each Patient the next events by time,
 * through an index, however many there are. What the statement leaves to say exactly, {@link TimelineFilter} says.
 *
 * <p>
 * Reads {@code care_event}, which {@link CareEvents} owns, and {@code feed} for the codes of feeds.
 */
final class TimelineWindow {

    /** Resources have dates of four digits; the database's reach further. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
    /** A date that stands for a year lasts so long at most. */
    private static final int LONGEST_DATE_DAYS = 366;
    private static final String[] INTERVALS = Arrays.stream(CareEventKind.values())
            .filter(kind -> kind.shape() == Shape.INTERVAL)
            .map(CareEventKind::code)
            .toArray(String[]::new);

    private final ReadTransaction transaction;
    private final Predicate<TimelineEntry> asked;
    private final Map<String, Object> parameters = new HashMap<>();
    private final String conditions;
    private final boolean undatedToo;

    /**
     * @param after
     *            the last entry of the page before, as far as the order compares
     */
    TimelineWindow(ReadTransaction transaction, List<String> patients, TimelineFilter filter,
            Optional<TimelineEntry> after) {
        this.transaction = transaction;
        this.asked = entry -> transaction.caller().may(Interaction.READ, entry.event().source().type())
                && filter.admits(entry.event())
                && after.filter(last -> TimelineEntry.ORDER.compare(entry, last) <= 0).isEmpty();
        this.conditions = conditions(filter);
        this.undatedToo = filter.from().isEmpty() && filter.until().isEmpty();
        parameters.put("patients", patients.toArray(String[]::new));
    }

    /**
     * The first entries from a moment on; the undated after all others.
     *
     * @param from
     *            empty to begin with the undated
     * @param most
     *            how many are wanted; there may be more
     */
    List<TimelineEntry> read(Optional<Instant> from, int most) {
        List<TimelineEntry> found = new ArrayList<>();
        Optional<Instant> next = from;
        for (long many = most; next.isPresent() && found.size() < most; many *= 4) {
            next = readDated(next.get(), many, found);
        }
        if (found.size() < most && undatedToo) {
            add(found, rows("""
                    SELECT e.*, f.code AS feed_code
                    FROM care_event e JOIN feed f ON f.id = e.feed
                    WHERE e.patient = ANY (:patients) AND e.starts IS NULL%s""".formatted(conditions)));
        }
        return found;
    }

    /** Adds the next so many, as far as they are asked for; empty when there are no more, else where to go on. */
    private Optional<Instant> readDated(Instant from, long many, List<TimelineEntry> found) {
        parameters.put("from", moment(from));
        parameters.put("many", many);
        // With ties, so that of one moment either all events are there or none.
        List<TimelineEntry> rows = rows("""
                SELECT e.*, f.code AS feed_code
                FROM (
                  SELECT e.*
                  FROM unnest(:patients) AS p (id)
                  CROSS JOIN LATERAL (
                    SELECT e.* FROM care_event e
                    WHERE e.patient = p.id COLLATE "C" AND e.starts >= :from%s
                    ORDER BY e.starts
                    FETCH FIRST (:many) ROWS WITH TIES) AS e
                  ORDER BY e.starts
                  FETCH FIRST (:many) ROWS WITH TIES) AS e
                JOIN feed f ON f.id = e.feed""".formatted(conditions));
        add(found, rows);
        return rows.size() < many
                ? Optional.empty()
                : rows.stream()
                        .map(entry -> entry.event().start().orElseThrow().instant())
                        .max(Instant::compareTo)
                        .map(last -> last.plus(1, ChronoUnit.MICROS));
    }

    private void add(List<TimelineEntry> found, List<TimelineEntry> rows) {
        rows.stream().filter(asked).sorted(TimelineEntry.ORDER).forEach(found::add);
    }

    private List<TimelineEntry> rows(String sql) {
        return transaction.jdbc()
                .sql(sql)
                .params(parameters)
                .query((row, number) -> new TimelineEntry(CareEventRows.read(row), row.getString("feed_code"),
                        Optional.empty()))
                .list();
    }

    /** Leaves out nothing that is asked for. */
    private String conditions(TimelineFilter filter) {
        StringBuilder sql = new StringBuilder();
        CareRecords.grantedTypes(transaction.caller())
                .ifPresent(types -> among(sql, "resource_type", types.toArray(String[]::new)));
        if (!filter.kinds().isEmpty()) {
            among(sql, "kind", filter.kinds().stream().map(CareEventKind::code).toArray(String[]::new));
        }
        if (!filter.settings().isEmpty()) {
            among(sql, "setting", filter.settings().stream().map(setting -> setting.code()).toArray(String[]::new));
        }
        filter.until().ifPresent(until -> {
            sql.append(" AND e.starts < :until");
            parameters.put("until", moment(until));
        });
        filter.from().ifPresent(from -> {
            sql.append(" AND (e.ends IS NULL AND e.kind = ANY (:intervals) OR coalesce(e.ends, e.starts) >= :over)");
            parameters.put("intervals", INTERVALS);
            parameters.put("over", moment(from.minus(LONGEST_DATE_DAYS, ChronoUnit.DAYS)));
        });
        return sql.toString();
    }

    private void among(StringBuilder sql, String column, String[] values) {
        sql.append(" AND e.").append(column).append(" = ANY (:").append(column).append(')');
        parameters.put(column, values);
    }

    private static OffsetDateTime moment(Instant instant) {
        Instant within = instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
        return OffsetDateTime.ofInstant(within, ZoneOffset.UTC);
    }
}
