package org.tributary.hub.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.hub.access.DatabaseSettings;
import org.tributary.hub.ops.EmbeddedPostgres.Durability;

class EmbeddedPostgresTest {

    @Test
    void keepsItsDataDurablyAndItsPasswordPrivate(@TempDir Path data) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(data, Durability.DURABLE)) {
            assertThat(ask(postgres.settings(),
                    "SELECT current_setting('fsync') || current_setting('synchronous_commit')"))
                    .isEqualTo("onon");
            assertThat(ask(postgres.settings(), "SELECT current_setting('server_version')")).startsWith("18.");
            assertThat(ask(postgres.settings(), "SELECT current_setting('max_locks_per_transaction')"))
                    .as("as the hub wants it of a PostgreSQL of the operator's own")
                    .isEqualTo("256");
            ask(postgres.settings(), "CREATE TABLE kept AS SELECT 'still here'::text AS word; SELECT word FROM kept");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("postgres.password"))))
                .isEqualTo("rw-------");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(data, Durability.DURABLE)) {
            assertThat(ask(postgres.settings(), "SELECT word FROM kept")).isEqualTo("still here");
        }
    }

    @Test
    void stopsWithTheLastThatUsesIt(@TempDir Path data) {
        DatabaseSettings settings;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(data, Durability.NOT_DURABLE)) {
            settings = postgres.settings();
        }
        assertThatThrownBy(() -> ask(settings, "SELECT 1")).hasMessageContaining("refused");
    }

    private static String ask(DatabaseSettings settings, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(settings.url(), settings.writer(),
                settings.writerPassword()); var statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }
}
