package org.tributary.hub.pathway.worklists;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.pathway.EventTime;

/**
 * The persons who come into question for a worklist, by an index and without regard to who they are. Each statement
 * lets through all whom the definition puts on the list, and not many more.
 *
 * <p>
 * Reads {@code care_event} and {@code provider_spell}, and {@code person_link}, which identity owns.
 */
final class Candidates {

    private Candidates() {
    }

    /** One more than a list looks at, when there are more. */
    static List<UUID> find(ReadTransaction transaction, WorklistQuestion question, Instant now) {
        return statement(transaction, "", question, now).query(UUID.class).list();
    }

    /**
     * @param prefix
     *            e.g. for a plan
     */
    static StatementSpec statement(ReadTransaction transaction, String prefix, WorklistQuestion question,
            Instant now) {
        LocalDate today = LocalDate.ofInstant(now, EventTime.LONDON);
        Span span = Span.of(question.list(), today);
        return transaction.jdbc()
                .sql(prefix + sql(question.list()))
                .param("from", time(span.from()))
                .param("until", time(span.until()))
                .param("now", time(today.plusDays(1)))
                .param("organisation", question.organisation().orElse(null), Types.VARCHAR)
                .param("most", Worklists.MOST_PEOPLE + 1);
    }

    private static String sql(Worklist list) {
        return switch (list) {
            case READY_FOR_DISCHARGE -> """
                    SELECT l.person
                    FROM care_event e JOIN person_link l ON l.patient = e.patient AND l.until IS NULL
                    WHERE e.kind = 'ready-for-discharge' AND e.starts >= :from AND e.starts <= :until
                      AND EXISTS (
                        SELECT FROM person_link o JOIN provider_spell s ON s.patient = o.patient
                        WHERE o.person = l.person AND o.until IS NULL AND s.ends IS NULL
                          AND s.organisation = coalesce(:organisation, s.organisation))
                    GROUP BY l.person ORDER BY max(e.starts) DESC, l.person LIMIT :most""";
            case NO_CONTACT -> """
                    SELECT l.person
                    FROM provider_spell s JOIN person_link l ON l.patient = s.patient AND l.until IS NULL
                    WHERE s.ends >= :from AND s.ends <= :until
                      AND s.organisation = coalesce(:organisation, s.organisation)
                    GROUP BY l.person ORDER BY max(s.ends) DESC, l.person LIMIT :most""";
            case READMITTED -> """
                    SELECT l.person
                    FROM provider_spell s JOIN person_link l ON l.patient = s.patient AND l.until IS NULL
                    WHERE s.starts >= :from AND s.starts <= :until
                      AND s.organisation = coalesce(:organisation, s.organisation)
                      AND EXISTS (
                        SELECT FROM person_link o JOIN provider_spell b ON b.patient = o.patient
                        WHERE o.person = l.person AND o.until IS NULL
                          AND b.ends >= s.starts - interval '31 days' AND b.ends <= s.starts + interval '1 day')
                    GROUP BY l.person ORDER BY max(s.starts) DESC, l.person LIMIT :most""";
            case NEAR_BREACH -> """
                    SELECT l.person
                    FROM care_event e JOIN person_link l ON l.patient = e.patient AND l.until IS NULL
                    WHERE e.kind = 'referral' AND e.starts >= :from AND e.starts <= :until AND e.setting <> 'social'
                      AND e.organisation = coalesce(:organisation, e.organisation)
                    GROUP BY l.person ORDER BY max(e.starts) DESC, l.person LIMIT :most""";
            case REVIEW_DUE -> """
                    SELECT l.person
                    FROM care_event e JOIN person_link l ON l.patient = e.patient AND l.until IS NULL
                    WHERE e.kind = 'care-service' AND e.setting = 'social' AND e.ends IS NULL
                      AND e.starts >= :from AND e.starts <= :now
                      AND e.organisation = coalesce(:organisation, e.organisation)
                      AND (e.starts <= :until AND NOT EXISTS (
                          SELECT FROM care_event r
                          WHERE r.patient = e.patient AND r.kind IN ('review', 'assessment')
                            AND r.status = 'completed' AND r.starts > :until AND r.starts <= :now)
                        OR EXISTS (
                          SELECT FROM care_event r
                          WHERE r.patient = e.patient AND r.kind = 'review'
                            AND r.status IN ('requested', 'received', 'accepted', 'ready', 'in-progress', 'on-hold')))
                    GROUP BY l.person ORDER BY min(e.starts), l.person LIMIT :most""";
        };
    }

    /** The days on which what puts somebody on a list may have begun. */
    private record Span(LocalDate from, LocalDate until) {

        private static final int LONGEST_YEARS = 2;
        private static final int LONGEST_SERVICE_YEARS = 40;

        static Span of(Worklist list, LocalDate today) {
            LocalDate tomorrow = today.plusDays(1);
            return switch (list) {
                case READY_FOR_DISCHARGE -> new Span(today.minusYears(LONGEST_YEARS), tomorrow);
                case NO_CONTACT -> new Span(today.minusDays(WorklistRules.CONTACT_DAYS), tomorrow);
                case READMITTED -> new Span(today.minusDays(WorklistRules.READMITTED_DAYS), tomorrow);
                case NEAR_BREACH -> new Span(today.minusYears(LONGEST_YEARS),
                        today.minusDays(WorklistRules.NEAR_DAYS - 1L));
                case REVIEW_DUE -> new Span(today.minusYears(LONGEST_SERVICE_YEARS),
                        today.plusDays(WorklistRules.REVIEW_DAYS + 1L).minusMonths(WorklistRules.REVIEW_MONTHS));
            };
        }
    }

    private static OffsetDateTime time(LocalDate day) {
        return day.atStartOfDay(EventTime.LONDON).toInstant().atOffset(ZoneOffset.UTC);
    }
}
