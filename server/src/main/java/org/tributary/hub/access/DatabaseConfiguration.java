package org.tributary.hub.access;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The two logins, and the migrations that make what they see. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
public class DatabaseConfiguration {

    /** Tells this process's connections from those of other hubs. */
    private static final String MARK = UUID.randomUUID().toString();

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseConfiguration.class);

    private static final int FEWEST_LOCKS = 256;

    /**
     * A request may wait for a reader's connection, and then for the audit's: together less than proxies and people
     * have patience for. Who writes records may wait for others' batches, and waits longer.
     */
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Duration WRITERS_WAIT = Duration.ofSeconds(30);

    /** Migrations run before anyone gets the writer. */
    @Bean
    WriterDatabase writerDatabase(DatabaseSettings settings) {
        HikariDataSource writer = new HikariDataSource(pool(settings, "writer", settings.writer(),
                settings.writerPassword(), settings.writerConnections(), WRITERS_WAIT));
        Migrations.run(writer, settings.reader());
        warnOfFewLocks(writer);
        return new WriterDatabase(writer);
    }

    /**
     * Each load locks its resources one by one: some loads at once would find PostgreSQL's usual room for locks full.
     */
    private static void warnOfFewLocks(DataSource writer) {
        int locks = JdbcClient.create(writer)
                .sql("SELECT current_setting('max_locks_per_transaction')::int")
                .query(Integer.class)
                .single();
        if (locks < FEWEST_LOCKS) {
            LOG.warn("PostgreSQL has max_locks_per_transaction = {}; set it to {} or more, or several loads at once may"
                    + " fail for want of locks", locks, FEWEST_LOCKS);
        }
    }

    @Bean
    Scopes scopes() {
        return new Scopes();
    }

    @Bean
    Agreements agreements() {
        return new Agreements();
    }

    /** A connection of its own, so that an answer never waits for those who write records. */
    @Bean
    AuditTrail auditTrail(DatabaseSettings settings, WriterDatabase migrated) {
        return new AuditTrail(
                new HikariDataSource(pool(settings, "audit", settings.writer(), settings.writerPassword(), 1, WAIT)));
    }

    @Bean
    AuditLines auditLines() {
        return new AuditLines();
    }

    /** Takes the writer so that a reader never meets a schema that is not there yet. */
    @Bean
    ReaderDatabase readerDatabase(DatabaseSettings settings, WriterDatabase migrated, AuditTrail trail) {
        HikariConfig pool = pool(settings, "reader", settings.reader(), settings.readerPassword(),
                settings.readerConnections(), WAIT);
        pool.addDataSourceProperty("options", ReaderDatabase.SESSION_OPTIONS);
        return new ReaderDatabase(new HikariDataSource(pool), trail);
    }

    @Bean
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    SessionConnections sessionConnections(DatabaseSettings settings, WriterDatabase migrated) {
        return new SessionConnections(
                new HikariDataSource(
                        pool(settings, "sessions", settings.writer(), settings.writerPassword(), 2, WAIT)));
    }

    private static HikariConfig pool(DatabaseSettings settings, String name, String user, String password,
            int connections, Duration wait) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(settings.url());
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(wait.toMillis());
        config.setMinimumIdle(1);
        config.setAutoCommit(true);
        config.addDataSourceProperty("ApplicationName", "tributary-" + name + ' ' + MARK);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return config;
    }
}
