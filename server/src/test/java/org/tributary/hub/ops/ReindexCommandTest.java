package org.tributary.hub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.DatabaseSettings;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceSearch;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.ResourceWrite;
import picocli.CommandLine;

class ReindexCommandTest {

    @Test
    void anIndexThatLostItsRowsIsMadeAnew(@TempDir Path folder) throws Exception {
        TestDatabase database = TestDatabase.create();
        Path config = Files.write(folder.resolve("hub.properties"), List.of(database.properties()));
        try (TestHub hub = TestHub.start(database)) {
            ResourceBody patient = ((ResourceBody.Valid) ResourceBody.parse("""
                    {"resourceType":"Patient","id":"a","gender":"female"}""".getBytes(StandardCharsets.UTF_8))).body();
            hub.get(CommitLine.class)
                    .write(TestHub.carer("RZ8"), List.of(
                            new ResourceWrite.Put(new ResourceKey("Patient", "a"), patient, OptionalInt.empty())));
            forget(database.settings(), database);
            assertThat(findWomen(hub)).as("the index has lost her").isZero();
        }

        int exit = new CommandLine(new ReindexCommand()).execute("--config", config.toString(), "--db",
                database.settings().url());

        assertThat(exit).isZero();
        try (TestHub hub = TestHub.start(database)) {
            assertThat(findWomen(hub)).isEqualTo(1);
        }
    }

    private static void forget(DatabaseSettings settings, TestDatabase database) throws SQLException {
        try (Connection owner = database.dataSource(settings.writer(), settings.writerPassword()).getConnection();
                Statement statement = owner.createStatement()) {
            assertThat(statement.executeUpdate("DELETE FROM index_token")).isPositive();
        }
    }

    private static int findWomen(TestHub hub) {
        ResourceSearch search = hub.get(ResourceSearch.class);
        return hub.get(ReaderDatabase.class)
                .read(Caller.hub(), transaction -> search
                        .run(transaction, search.compile("Patient", List.of(new Parameter("gender", "female"))))
                        .matches()
                        .size());
    }
}
