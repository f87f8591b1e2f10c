package org.tributary.hub.cohort;

import org.tributary.hub.access.WriteTransaction;

/**
 * Many events of many people, made by the database itself: two Patients each, most events of codes of which there are a
 * hundred; one person in 25 has {@code rare}, as many {@code seldom}, and three in five {@code frequent}.
 */
public final class SyntheticEvents {

    private SyntheticEvents() {
    }

    /** Writes persons and links of one scope, and the first so many events; the same whenever it is asked for. */
    static int insert(WriteTransaction transaction, int scope, int people, int events) {
        insertPeople(transaction, scope, people);
        return insertEvents(transaction, scope, people, 0, events);
    }

    /** The people alone. */
    public static int insertPeople(WriteTransaction transaction, int scope, int people) {
        transaction.jdbc()
                .sql("""
                        INSERT INTO person (id, made)
                        SELECT md5('person' || i)::uuid, now() FROM generate_series(0, :last) i""")
                .param("last", people - 1)
                .update();
        return transaction.jdbc()
                .sql("""
                        INSERT INTO person_link (person, patient, feed, scope, rule, since)
                        SELECT md5('person' || i)::uuid, md5('patient' || i || '-' || source)::uuid::text, 1, :scope,
                               'nhs-number', now()
                        FROM generate_series(0, :last) i, generate_series(0, 1) source""")
                .param("last", people - 1)
                .param("scope", scope)
                .update();
    }

    /** Events from one number to before another. */
    public static int insertEvents(WriteTransaction transaction, int scope, int people, int from, int to) {
        return transaction.jdbc()
                .sql("""
                        INSERT INTO care_event (resource_type, resource_id, ordinal, patient, feed, scope, kind, setting,
                          organisation, code_system, code, starts, start_precision)
                        SELECT CASE WHEN kind = 'problem' THEN 'Condition' WHEN kind = 'observation' THEN 'Observation'
                                    ELSE 'Encounter' END,
                               md5('event' || n)::uuid::text, 0, md5('patient' || person || '-' || n % 2)::uuid::text, 1,
                               :scope, kind, 'acute', 'R1', 'http://snomed.info/sct', code,
                               timestamptz '2016-01-01T10:00:00Z' + (hashint4(n) & 65535) % 3650 * interval '1 day', 't'
                        FROM (
                          SELECT n, n % :people AS person,
                                 CASE WHEN n < :people AND n % 25 = 3 THEN 'rare'
                                      WHEN n >= :people AND n < 2 * :people AND n % 25 IN (3, 4) THEN 'seldom'
                                      WHEN n >= 2 * :people AND n < 3 * :people AND n % 5 < 3 THEN 'frequent'
                                      ELSE 'c' || (n * 31::bigint % 100) END AS code,
                                 CASE WHEN n % 100 = 99 THEN 'emergency-attendance'
                                      WHEN n % 5 = 3 THEN 'problem' ELSE 'observation' END AS kind
                          FROM generate_series(:from, :to - 1) n) AS made""")
                .param("people", people)
                .param("from", from)
                .param("to", to)
                .param("scope", scope)
                .update();
    }
}
