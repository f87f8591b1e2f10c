package org.tributary.hub.access;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A read-only transaction of the {@code reader} login in which row-level security shows just what its caller may see.
 * Only {@link ReaderDatabase} makes one, and writes down in the audit trail what was released in it.
 */
public final class ReadTransaction {

    private final JdbcClient jdbc;
    private final Caller caller;
    private final Release release;

    ReadTransaction(JdbcClient jdbc, Caller caller, Release release) {
        this.jdbc = jdbc;
        this.caller = caller;
        this.release = release;
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    public Caller caller() {
        return caller;
    }

    /** Where whoever reads record data says so. */
    public Release release() {
        return release;
    }
}
