package org.tributary.hub.ops;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.tributary.hub.access.DatabaseSettings;
import org.tributary.hub.ops.EmbeddedPostgres.Durability;
import picocli.CommandLine.Option;

/** Which database a command works on, and the configuration it goes with. */
final class DatabaseOptions {

    @Option(names = "--data", paramLabel = "DIR", defaultValue = "${env:TRIBUTARY_DATA:-data}", description = "Folder of the embedded PostgreSQL (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(names = "--db", paramLabel = "URL", defaultValue = "${env:TRIBUTARY_DB}", description = "URL of an external PostgreSQL 18 instead; its logins are the settings "
            + "tributary.database.writer, writer-password, reader and reader-password.")
    private @Nullable String url;

    @Option(names = "--config", paramLabel = "FILE", defaultValue = "${env:TRIBUTARY_CONFIG}", description = "Configuration file (.yaml or .properties).")
    private @Nullable Path config;

    Path data() {
        return data;
    }

    /** An open database, and the properties by which the hub finds it. */
    record OpenDatabase(Map<String, Object> properties, @Nullable EmbeddedPostgres postgres) implements AutoCloseable {

        @Override
        public void close() {
            if (postgres != null) {
                postgres.close();
            }
        }
    }

    /** Starts or joins the embedded PostgreSQL, unless a URL is given. */
    OpenDatabase open() {
        Map<String, Object> properties = new HashMap<>();
        if (config != null) {
            properties.put("spring.config.additional-location", config.toAbsolutePath().toUri().toString());
        }
        if (url != null && !url.isBlank()) {
            properties.put("tributary.database.url", url.startsWith("jdbc:") ? url : "jdbc:" + url);
            return new OpenDatabase(properties, null);
        }
        EmbeddedPostgres postgres = EmbeddedPostgres.open(data, Durability.DURABLE);
        DatabaseSettings settings = postgres.settings();
        properties.put("tributary.database.url", settings.url());
        properties.put("tributary.database.writer", settings.writer());
        properties.put("tributary.database.writer-password", settings.writerPassword());
        properties.put("tributary.database.reader", settings.reader());
        properties.put("tributary.database.reader-password", settings.readerPassword());
        return new OpenDatabase(properties, postgres);
    }

    /** Work on the hub's database without doors. */
    interface Work {
        int run(ConfigurableApplicationContext hub) throws Exception;
    }

    /** Runs work on the database and gives back its exit code. */
    int run(Work work) throws Exception {
        try (OpenDatabase database = open();
                ConfigurableApplicationContext hub = HubCore.start(database.properties())) {
            return work.run(hub);
        }
    }
}
