package org.tributary.hub.cohort;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tributary.hub.cohort.Criterion.Events;
import org.tributary.hub.cohort.Criterion.OfSystem;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.CareEventKind.Shape;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.TimelineFilter;

/**
 * Writes which persons have which events as SQL over {@code care_event}, which the care events own, and
 * {@code person_link}, which linkage owns. The two meet by a number of eight bytes for the Patient's id, of which an
 * index holds more and the processor compares more in the same time.
 */
final class EventSql {

    private static final List<String> KINDS = Arrays.stream(CareEventKind.values()).map(CareEventKind::code).toList();
    private static final List<String> INTERVALS = Arrays.stream(CareEventKind.values())
            .filter(kind -> kind.shape() == Shape.INTERVAL)
            .map(CareEventKind::code)
            .toList();

    private final SqlText text;
    private final Optional<Set<String>> types;

    /**
     * @param types
     *            the resource types whose events the caller may see; empty for all
     */
    EventSql(SqlText text, Optional<Set<String>> types) {
        this.text = text;
        this.types = types;
    }

    /** Persons with at least one, or at least so many. */
    String persons(Criterion.Event event) {
        return event.atLeast() == 1
                ? """
                        SELECT l.person
                        FROM (SELECT DISTINCT e.patient_hash FROM care_event e WHERE %s) e
                        JOIN person_link l ON l.patient_hash = e.patient_hash AND l.until IS NULL"""
                        .formatted(condition(event.events()))
                : """
                        SELECT l.person
                        FROM care_event e JOIN person_link l ON l.patient_hash = e.patient_hash AND l.until IS NULL
                        WHERE %s
                        GROUP BY l.person HAVING count(*) >= %s"""
                        .formatted(condition(event.events()), text.bind(event.atLeast()));
    }

    /** Persons with an event that follows on another of theirs, whoever tells of either. */
    String persons(Criterion.Followed followed) {
        boolean apart = areApart(followed.first(), followed.then());
        return """
                SELECT a.person
                FROM (%s) a JOIN (%s) b ON b.person = a.person
                WHERE (b.starts AT TIME ZONE 'Europe/London')::date - (a.starts AT TIME ZONE 'Europe/London')::date
                      BETWEEN 0 AND %s
                  AND (b.starts >= a.starts OR a.start_precision <> 't' OR b.start_precision <> 't')%s"""
                .formatted(starts(followed.first(), apart), starts(followed.then(), apart),
                        text.bind(followed.withinDays()), apart
                                ? ""
                                : """

                                        AND (b.resource_type, b.resource_id, b.ordinal)
                                            <> (a.resource_type, a.resource_id, a.ordinal)""");
    }

    private String starts(Events events, boolean apart) {
        return """
                SELECT l.person, e.starts, e.start_precision%s
                FROM care_event e JOIN person_link l ON l.patient_hash = e.patient_hash AND l.until IS NULL
                WHERE e.starts IS NOT NULL AND %s"""
                .formatted(apart ? "" : ", e.resource_type, e.resource_id, e.ordinal", condition(events));
    }

    /** Whether no event can be both, so that none has to be kept from following on itself. */
    private static boolean areApart(Events first, Events then) {
        return !first.where().kinds().isEmpty() && !then.where().kinds().isEmpty()
                && Collections.disjoint(first.where().kinds(), then.where().kinds())
                || first.codes().isPresent() && then.codes().isPresent()
                        && Collections.disjoint(codes(first), codes(then));
    }

    private static Set<String> codes(Events events) {
        return events.codes()
                .stream()
                .flatMap(codes -> codes.systems().stream())
                .flatMap(system -> system.codes().stream())
                .collect(Collectors.toSet());
    }

    /** Every kind is named when none is asked for: the index begins with the kind. */
    private String condition(Events events) {
        TimelineFilter where = events.where();
        List<String> kinds = where.kinds().isEmpty()
                ? KINDS
                : where.kinds().stream().map(CareEventKind::code).sorted().toList();
        StringBuilder sql = new StringBuilder("e.kind = ANY (").append(texts(kinds)).append(')');
        events.codes().ifPresent(codes -> sql.append(codes(codes)));
        appendWhere(sql, where);
        events.value().ifPresent(value -> {
            value.bounds()
                    .forEach(bound -> sql.append(" AND e.value_number ")
                            .append(bound.comparison().operator())
                            .append(' ')
                            .append(text.bind(bound.number())));
            value.unit().ifPresent(unit -> sql.append(" AND e.value_unit = ").append(text.bind(unit)));
        });
        types.ifPresent(granted -> sql.append(" AND e.resource_type = ANY (")
                .append(texts(granted.stream().sorted().toList()))
                .append(')'));
        return sql.toString();
    }

    private String codes(Criterion.Codes codes) {
        List<String> all = codes.systems().stream().flatMap(one -> one.codes().stream()).distinct().toList();
        String systems = codes.systems()
                .stream()
                .filter(one -> one.system().isPresent())
                .map(one -> ofSystem(one, codes.systems().size() == 1))
                .collect(Collectors.joining(" OR "));
        return " AND e.code = ANY (" + texts(all) + ")" + (systems.isEmpty() ? "" : " AND (" + systems + ")");
    }

    private String ofSystem(OfSystem codes, boolean alone) {
        String system = "e.code_system = " + text.bind(codes.system().orElseThrow());
        return alone ? system : "(" + system + " AND e.code = ANY (" + texts(codes.codes()) + "))";
    }

    private void appendWhere(StringBuilder sql, TimelineFilter where) {
        where.until().ifPresent(until -> sql.append(" AND e.starts < ").append(moment(until)));
        where.from().ifPresent(from -> sql.append(" AND ").append(endsAfter(from)));
        if (!where.settings().isEmpty()) {
            sql.append(" AND e.setting = ANY (")
                    .append(texts(where.settings().stream().map(setting -> setting.code()).sorted().toList()))
                    .append(')');
        }
        if (!where.organisations().isEmpty()) {
            sql.append(" AND upper(e.organisation) = ANY (")
                    .append(texts(where.organisations().stream().sorted().toList()))
                    .append(')');
        }
    }

    /** As {@link TimelineFilter#overlaps} has it: a date, month or year is included whole. */
    private String endsAfter(Instant from) {
        LocalDate day = TimelineFilter.dayOf(from);
        String limits = " WHEN 't' THEN %s WHEN 'd' THEN %s WHEN 'm' THEN %s ELSE %s END".formatted(moment(from),
                midnight(day), midnight(day.withDayOfMonth(1)), midnight(day.withDayOfYear(1)));
        return """
                e.starts IS NOT NULL AND CASE
                  WHEN e.ends IS NOT NULL THEN e.ends >= CASE e.end_precision%1$s
                  WHEN e.kind = ANY (%2$s) THEN true
                  ELSE e.starts >= CASE e.start_precision%1$s END"""
                .formatted(limits, texts(INTERVALS));
    }

    private String midnight(LocalDate day) {
        return moment(day.atStartOfDay(EventTime.LONDON).toInstant());
    }

    private String moment(Instant instant) {
        return text.bind(OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    private <T> String texts(List<T> values) {
        return texts(values, String::valueOf);
    }

    private <T> String texts(List<T> values, Function<T, String> spelling) {
        return text.bind(values.stream().map(spelling).toArray(String[]::new));
    }
}
