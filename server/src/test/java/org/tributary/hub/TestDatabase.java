package org.tributary.hub;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.tributary.hub.access.AuditTrail;
import org.tributary.hub.access.DatabaseSettings;
import org.tributary.hub.access.Migrations;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.WriterDatabase;
import org.tributary.hub.container.PostgresContainer;
import org.tributary.hub.ops.EmbeddedPostgres;

/**
 * A migrated database of its own for a test, on a PostgreSQL 18 that all tests of the build share: the embedded one, or
 * with {@code -Dtributary.test.postgres=container} one in a container. Not durable: tests of durability start their own
 * server.
 */
public final class TestDatabase {

    /** A server on which databases can be made, with the hub's two logins. */
    public interface Server {

        /** Runs a statement as the superuser. */
        void administer(String sql);

        /** The hub's two logins on a database. */
        DatabaseSettings settings(String database);
    }

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static @Nullable Server server;

    private final DatabaseSettings settings;

    private TestDatabase(DatabaseSettings settings) {
        this.settings = settings;
    }

    /** A new database with all migrations applied and nothing in it. */
    public static synchronized TestDatabase create() {
        Server shared = server();
        String name = "test_" + ProcessHandle.current().pid() + '_' + NUMBER.incrementAndGet();
        shared.administer("DROP DATABASE IF EXISTS " + name);
        shared.administer("CREATE DATABASE " + name + " OWNER tributary_writer TEMPLATE " + template(shared));
        return new TestDatabase(shared.settings(name));
    }

    public DatabaseSettings settings() {
        return settings;
    }

    public WriterDatabase writer() {
        return new WriterDatabase(dataSource(settings.writer(), settings.writerPassword()));
    }

    public AuditTrail audit() {
        return new AuditTrail(dataSource(settings.writer(), settings.writerPassword()));
    }

    public ReaderDatabase reader() {
        PGSimpleDataSource reader = dataSource(settings.reader(), settings.readerPassword());
        reader.setOptions(ReaderDatabase.SESSION_OPTIONS);
        return new ReaderDatabase(reader, audit());
    }

    /** A data source without a pool, for tests that look at the database with their own eyes. */
    public PGSimpleDataSource dataSource(String user, String password) {
        return dataSource(settings, user, password);
    }

    private static PGSimpleDataSource dataSource(DatabaseSettings settings, String user, String password) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(settings.url());
        dataSource.setUser(user);
        dataSource.setPassword(password);
        return dataSource;
    }

    /** The settings as properties of a Spring context. */
    public String[] properties() {
        return new String[]{"tributary.database.url=" + settings.url(),
                "tributary.database.writer=" + settings.writer(),
                "tributary.database.writer-password=" + settings.writerPassword(),
                "tributary.database.reader=" + settings.reader(),
                "tributary.database.reader-password=" + settings.readerPassword(),
                "tributary.database.writer-connections=4",
                "tributary.database.reader-connections=4"};
    }

    private static String template(Server shared) {
        String name = "template_" + ProcessHandle.current().pid();
        if (NUMBER.get() == 1) {
            shared.administer("DROP DATABASE IF EXISTS " + name);
            shared.administer("CREATE DATABASE " + name + " OWNER tributary_writer");
            DatabaseSettings settings = shared.settings(name);
            Migrations.run(dataSource(settings, settings.writer(), settings.writerPassword()), settings.reader());
        }
        return name;
    }

    private static Server server() {
        Server shared = server;
        if (shared == null) {
            shared = System.getProperty("tributary.test.postgres", "embedded").equals("container")
                    ? PostgresContainer.start()
                    : embedded();
            server = shared;
        }
        return shared;
    }

    private static Server embedded() {
        EmbeddedPostgres postgres = EmbeddedPostgres.open(Path.of("target", "test-postgres"),
                EmbeddedPostgres.Durability.NOT_DURABLE);
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        return new Server() {
            @Override
            public void administer(String sql) {
                postgres.administer(sql);
            }

            @Override
            public DatabaseSettings settings(String database) {
                return postgres.settings(database);
            }
        };
    }
}
