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
import org.junit.jupiter.api.Test;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.ingest.Feed;
import org.tributary.hub.ops.TestHub;
import org.tributary.hub.ops.synth.Borough;

/** Row-level security holds at the bottom: whatever a query forgets, it shows no more than its caller may see. */
class VisibilityTest {

    private static final String PRACTICE = "A99901";
    private static final String TRUST = "RZ8";

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

    private static void send(TestHub hub) {
        Borough borough = Borough.generate(20, 3);
        Map<String, Feed> feeds = hub.addFeeds(borough);
        borough.documents()
                .forEach(document -> hub.send(feeds, document));
    }

    /** How many rows of each table of record data a caller sees. */
    private static Map<String, Long> counts(TestHub hub, Caller caller) {
        return hub.get(ReaderDatabase.class).read(caller, transaction -> {
            Map<String, Long> counts = new LinkedHashMap<>();
            for (String table : List.of("resource", "care_event", "person_link", "patient_traits", "message",
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
