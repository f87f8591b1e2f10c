package org.tributary.hub.pathway.worklists;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.ops.TestHub;
import org.tributary.hub.pathway.worklists.WorklistQuestion.Sort;

/** However much there is, a worklist looks for its candidates by an index, under the reader's row-level security. */
@SuppressWarnings("NullAway.Init")
class WorklistPlansTest {

    private static final Instant NOW = Instant.parse("2026-03-12T12:00:00Z");
    private static final int PEOPLE = 20_000;

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
        hub.get(CommitLine.class).change(transaction -> {
            transaction.jdbc()
                    .sql("INSERT INTO scope (publisher, setting, labels) VALUES ('RZ1', 'acute', '')")
                    .update();
            transaction.jdbc()
                    .sql("""
                            INSERT INTO person (id, made) SELECT gen_random_uuid(), now()
                            FROM generate_series(1, :people)""")
                    .param("people", PEOPLE)
                    .update();
            transaction.jdbc()
                    .sql("""
                            INSERT INTO person_link (person, patient, feed, scope, rule, since)
                            SELECT id, 'p' || row_number() OVER (), 1, (SELECT min(id) FROM scope), 'first', now()
                            FROM person""")
                    .update();
            transaction.jdbc()
                    .sql("""
                            INSERT INTO care_event (resource_type, resource_id, ordinal, patient, feed, scope, kind,
                              setting, organisation, status, starts, start_precision)
                            SELECT 'Observation', 'e' || n, 0, 'p' || (n % :people + 1), 1, (SELECT min(id) FROM scope),
                              (ARRAY['observation', 'observation', 'observation', 'observation', 'observation',
                                'observation', 'contact', 'referral', 'care-service', 'ready-for-discharge'])[n % 10 + 1],
                              'social', 'RZ1', 'active',
                              timestamptz '2026-03-12' - interval '1 day' * (n % 3650), 't'
                            FROM generate_series(1, 10 * :people) AS n""")
                    .param("people", PEOPLE)
                    .update();
            transaction.jdbc()
                    .sql("""
                            INSERT INTO provider_spell (feed, encounter, patient, scope, kind, setting, organisation,
                              starts, start_precision, ends, end_precision, episodes)
                            SELECT 1, 's' || n, 'p' || n, (SELECT min(id) FROM scope), 'bed', 'acute', 'RZ1',
                              timestamptz '2026-03-10' - interval '1 day' * (n % 3650), 't',
                              timestamptz '2026-03-12' - interval '1 day' * (n % 3650), 't', '{}'
                            FROM generate_series(1, :people) AS n""")
                    .param("people", PEOPLE)
                    .update();
            return PEOPLE;
        });
        hub.get(CommitLine.class)
                .change(transaction -> transaction.jdbc()
                        .sql("ANALYZE person_link, care_event, provider_spell")
                        .update());
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @ParameterizedTest
    @EnumSource(Worklist.class)
    void candidatesComeByAnIndex(Worklist list) {
        WorklistQuestion question = new WorklistQuestion(list, Optional.empty(), Sort.WAIT, 0, 50);
        List<String> plan = hub.get(ReaderDatabase.class)
                .read(TestHub.carer("RZ1"),
                        transaction -> Candidates.statement(transaction, "EXPLAIN ", question, NOW)
                                .query(String.class)
                                .list());
        assertThat(plan).as(list.code())
                .noneMatch(line -> line.contains("Seq Scan on care_event"))
                .noneMatch(line -> line.contains("Seq Scan on provider_spell"))
                .anyMatch(line -> line.matches(".*(care_event_for_worklists|provider_spell_by_(start|end)).*"));
    }
}
