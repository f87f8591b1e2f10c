package org.tributary.hub.access;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A read-only transaction of the {@code reader} login in which row-level security shows just what its caller may see.
 * Only {@link ReaderDatabase} makes one.
 */
public final class ReadTransaction {

    private final JdbcClient jdbc;
    private final Caller caller;

    ReadTransaction(JdbcClient jdbc, Caller caller) {
        this.jdbc = jdbc;
        this.caller = caller;
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    public Caller caller() {
        return caller;
    }
}
