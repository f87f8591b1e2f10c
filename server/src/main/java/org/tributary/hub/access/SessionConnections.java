package org.tributary.hub.access;

import com.zaxxer.hikari.HikariDataSource;

/**
 * Connections of the writer's login for the sessions of the pages, so that looking at a page never waits for those who
 * write records. Not a {@code DataSource} bean: what looks for one shall not find the writer's login.
 */
public record SessionConnections(HikariDataSource pool) implements AutoCloseable {

    @Override
    public void close() {
        pool.close();
    }
}
