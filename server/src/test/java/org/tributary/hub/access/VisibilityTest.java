package org.tributary.hub.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.identity.People;
import org.tributary.hub.identity.PersonQuery;
import org.tributary.hub.identity.PersonView;
import org.tributary.hub.ingest.Feed;
import org.tributary.hub.ops.TestHub;
import org.tributary.hub.ops.synth.Borough;
import org.tributary.hub.pathway.CareTimelines;
import org.tributary.hub.pathway.TimelineEntry;
import org.tributary.hub.store.ResourceSearch;
import org.tributary.hub.store.ResourceSearch.Parameter;

/** Row-level security holds at the bottom: whatever a query forgets, it shows no more than its caller may see. */
@Tag("contract")
class VisibilityTest {

    private static final String PRACTICE = "A99901";
    private static final String TRUST = "RZ8";
    private static final String COUNCIL = "E99999";
    private static final List<String> PUBLISHERS = List.of(PRACTICE, "A99902", TRUST, "RZ9");

    @Test
    void everyTableOfRecordDataIsUnderAPolicy() throws Exception {
        TestDatabase database = TestDatabase.create();
        List<String> open = query(database, "", """
                SELECT c.relname FROM pg_class c
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'scope'
                WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
                  AND NOT c.relrowsecurity AND c.relname <> 'feed'""");
        assertThat(open).as("tables with a scope but without row-level security").isEmpty();
    }

    @Test
    void aQueryThatForgetsItsCallerSeesNothing() throws Exception {
        TestDatabase database = TestDatabase.create();
        try (TestHub hub = TestHub.start(database)) {
            send(hub);
            for (Map.Entry<String, Long> table : counts(hub, Caller.hub()).entrySet()) {
                assertThat(table.getValue()).as("%s holds something to hide", table.getKey()).isPositive();
                assertThat(query(database, "", "SELECT count(*) FROM " + table.getKey())).as(table.getKey())
                        .containsExactly("0");
            }
        }
    }

    @Test
    void removingAnAgreementRemovesJustThatPublisherFromEveryCount() {
        try (TestHub hub = TestHub.start()) {
            send(hub);
            Caller trust = TestHub.carer(TRUST);
            Map<String, Long> own = counts(hub, trust);
            Map<String, Long> practice = counts(hub, TestHub.carer(PRACTICE));
            hub.agree(PRACTICE, TRUST);
            Map<String, Long> both = counts(hub, trust);
            both.forEach((table, count) -> assertThat(count).as(table)
                    .isEqualTo(own.getOrDefault(table, 0L) + practice.getOrDefault(table, 0L)));
            hub.disagree(PRACTICE, TRUST);
            assertThat(counts(hub, trust)).isEqualTo(own);
            assertThat(counts(hub, TestHub.carer("X99"))).allSatisfy((table, count) -> assertThat(count).isZero());
        }
    }

    @Test
    void removingAnAgreementRemovesJustThatPublisherFromTimelineSearchAndPerson() {
        try (TestHub hub = TestHub.start()) {
            Borough borough = send(hub);
            PUBLISHERS.forEach(publisher -> hub.agree(publisher, COUNCIL));
            Caller council = TestHub.carer(COUNCIL);
            String person = person(hub, borough, council);
            List<TimelineEntry> timeline = timeline(hub, council, person);
            assertThat(timeline).extracting(entry -> entry.event().setting().code())
                    .contains("primary", "acute", "social");
            for (String publisher : PUBLISHERS) {
                hub.disagree(publisher, COUNCIL);
                assertThat(timeline(hub, council, person)).as("timeline without %s", publisher)
                        .isEqualTo(timeline.stream()
                                .filter(entry -> !entry.event().organisation().equals(publisher))
                                .toList());
                assertThat(publishers(hub, council, person)).as("person without %s", publisher)
                        .contains(COUNCIL)
                        .doesNotContain(publisher);
                for (String type : List.of("Patient", "Observation", "Encounter", "Condition")) {
                    long seen = total(hub, council, type);
                    long hidden = total(hub, TestHub.carer(publisher), type);
                    hub.agree(publisher, COUNCIL);
                    assertThat(seen + hidden).as("%s with and without %s", type, publisher)
                            .isEqualTo(total(hub, council, type));
                    hub.disagree(publisher, COUNCIL);
                }
                hub.agree(publisher, COUNCIL);
            }
            assertThat(timeline(hub, council, person)).isEqualTo(timeline);
        }
    }

    /** The person of the first source record of someone whom practice, hospital and council know. */
    private static String person(TestHub hub, Borough borough, Caller caller) {
        String number = borough.truth()
                .stream()
                .filter(row -> row.person().equals(borough.worthOpening().getFirst()))
                .findFirst()
                .orElseThrow()
                .value();
        return hub.get(ReaderDatabase.class)
                .read(caller, transaction -> hub.get(People.class)
                        .search(transaction, new PersonQuery.ByLocalNumber(number))
                        .getFirst()
                        .id());
    }

    private static List<TimelineEntry> timeline(TestHub hub, Caller caller, String person) {
        return hub.get(ReaderDatabase.class)
                .read(caller, transaction -> hub.get(CareTimelines.class)
                        .findForPerson(transaction, person)
                        .orElseThrow()
                        .entries()
                        .stream()
                        // Names are other resources' and may be another publisher's: what counts is the event.
                        .map(entry -> new TimelineEntry(entry.event(), entry.feed(), Optional.empty()))
                        .toList());
    }

    private static List<String> publishers(TestHub hub, Caller caller, String person) {
        return hub.get(ReaderDatabase.class)
                .read(caller, transaction -> hub.get(People.class).find(transaction, person))
                .orElseThrow()
                .sources()
                .stream()
                .map(PersonView.SourceRecord::organisation)
                .toList();
    }

    private static long total(TestHub hub, Caller caller, String type) {
        ResourceSearch search = hub.get(ResourceSearch.class);
        return hub.get(ReaderDatabase.class)
                .read(caller, transaction -> search
                        .run(transaction, search.compile(type, List.of(new Parameter("_count", "0"))))
                        .total())
                .orElseThrow();
    }

    private static Borough send(TestHub hub) {
        Borough borough = Borough.generate(20, 3);
        Map<String, Feed> feeds = hub.addFeeds(borough);
        borough.documents()
                .forEach(document -> hub.send(feeds, document));
        return borough;
    }

    /** How many rows of each table of record data a caller sees. */
    private static Map<String, Long> counts(TestHub hub, Caller caller) {
        return hub.get(ReaderDatabase.class).read(caller, transaction -> {
            Map<String, Long> counts = new LinkedHashMap<>();
            for (String table : List.of("resource", "care_event", "provider_spell", "person_link", "patient_traits",
                    "message",
                    "contribution", "aggregate")) {
                counts.put(table,
                        transaction.jdbc().sql("SELECT count(*) FROM " + table).query(Long.class).single());
            }
            return counts;
        });
    }

    private static List<String> query(TestDatabase database, String scopes, String sql) throws SQLException {
        try (Connection connection = database
                .dataSource(database.settings().reader(), database.settings().readerPassword())
                .getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("SELECT set_config('hub.scopes', '{" + scopes + "}', false)");
            List<String> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    rows.add(result.getString(1));
                }
            }
            return rows;
        }
    }
}
