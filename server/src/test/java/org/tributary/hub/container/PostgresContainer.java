package org.tributary.hub.container;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.access.DatabaseSettings;

/** A PostgreSQL 18 in a container; {@code -Dtributary.test.postgres-image} names another image. */
public final class PostgresContainer implements TestDatabase.Server {

    static final String PASSWORD = "a-password-of-tests";
    private static final int PORT = 5432;

    private final GenericContainer<?> container;

    /** With the hub's two logins, and no database of its own. */
    PostgresContainer(GenericContainer<?> container) {
        this.container = container;
        container.start();
        administer("CREATE ROLE tributary_writer LOGIN PASSWORD '" + PASSWORD + "'");
        administer("CREATE ROLE tributary_reader LOGIN PASSWORD '" + PASSWORD + "'");
        administer("GRANT tributary_reader TO tributary_writer WITH INHERIT FALSE, SET TRUE");
    }

    /** For all tests of the build; it stops with them. */
    public static PostgresContainer start() {
        GenericContainer<?> container = container();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
        return new PostgresContainer(container);
    }

    @SuppressWarnings("resource") // Whoever starts it stops it.
    static GenericContainer<?> container() {
        return new GenericContainer<>(Engine.image("tributary.test.postgres-image", "postgres:18"))
                .withEnv("POSTGRES_PASSWORD", PASSWORD)
                .withExposedPorts(PORT)
                // It listens by TCP only once it is made.
                .waitingFor(Wait.forListeningPort())
                .withStartupTimeout(Duration.ofMinutes(3));
    }

    @Override
    public void administer(String sql) {
        try (Connection connection = DriverManager.getConnection(url("postgres"), "postgres", PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public DatabaseSettings settings(String database) {
        return new DatabaseSettings(url(database), "tributary_writer", PASSWORD, "tributary_reader", PASSWORD, 8, 16);
    }

    private String url(String database) {
        return "jdbc:postgresql://" + container.getHost() + ':' + container.getMappedPort(PORT) + '/' + database;
    }
}
