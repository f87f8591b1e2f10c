package org.tributary.hub.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.store.ChangeFeed.Change;
import org.tributary.hub.store.ChangeFeed.Position;

/** Changes come in the order of their commits, and none is overtaken by one that commits later. */
@Tag("contract")
class ChangeFeedTest {

    private static final Position BEGINNING = new Position(0, 0);
    private static final String NOTHING_SEEN = "1:1:";

    private final TestDatabase database = TestDatabase.create();
    private final ReaderDatabase reader = database.reader();
    private final ChangeFeed feed = new ChangeFeed();

    @AfterEach
    void close() throws Exception {
        reader.close();
    }

    private Connection writer() throws Exception {
        Connection connection = database.dataSource(database.settings().writer(), database.settings().writerPassword())
                .getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void insert(Connection connection, int pk) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO resource (pk, type, id, target, version, last_updated, body, feed, scope)
                    VALUES (%d, 'Basic', 'b%d', 0, 1, now(), '\\x00', 1, 1)""".formatted(pk, pk));
        }
    }

    private List<String> idsAfter(Position position) {
        // The hub's own caller sees scopes that there are: this test needs one.
        return reader.read(Caller.hub(), transaction -> feed.listAfter(transaction, position, NOTHING_SEEN, 100))
                .stream()
                .map(change -> change.key().id())
                .toList();
    }

    @Test
    void aChangeThatIsNotSettledYetHoldsBackThoseBehindIt() throws Exception {
        try (Connection early = writer(); Connection late = writer()) {
            try (Statement statement = early.createStatement()) {
                statement.execute("INSERT INTO scope (publisher, setting, labels) VALUES ('A', 'other', '')");
            }
            early.commit();
            insert(early, 1);
            insert(late, 2);
            late.commit();
            assertThat(idsAfter(BEGINNING)).as("the earlier transaction is open").isEmpty();

            early.commit();
            assertThat(idsAfter(BEGINNING)).containsExactly("b1", "b2");
            Change first = reader
                    .read(Caller.hub(), transaction -> feed.listAfter(transaction, BEGINNING, NOTHING_SEEN, 1))
                    .getFirst();
            assertThat(idsAfter(first.position())).containsExactly("b2");
        }
    }

    @Test
    void theIndexOfChangesServesTheReaderUnderRowLevelSecurity() throws Exception {
        try (Connection connection = database
                .dataSource(database.settings().reader(), database.settings().readerPassword())
                .getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("SET enable_seqscan = off");
            statement.execute("SELECT set_config('hub.scopes', '{1}', false)");
            StringBuilder plan = new StringBuilder();
            try (ResultSet row = statement.executeQuery("""
                    EXPLAIN SELECT type, id FROM resource
                    WHERE (tx, seq) > (CAST('5' AS xid8), 0) AND tx < pg_snapshot_xmin(pg_current_snapshot())
                    ORDER BY tx, seq LIMIT 10""")) {
                while (row.next()) {
                    plan.append(row.getString(1)).append('\n');
                }
            }
            assertThat(plan.toString()).contains("resource_by_change").contains("Index Cond: ((ROW(tx, seq) >");
        }
    }
}
