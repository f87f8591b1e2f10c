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
    private final long definitions;

    ReadTransaction(JdbcClient jdbc, Caller caller, Release release, long definitions) {
        this.jdbc = jdbc;
        this.caller = caller;
        this.release = release;
        this.definitions = definitions;
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

    /**
     * The version of the definitions that nodes remember, as this transaction sees them: 0 when there never was one.
     */
    public long definitions() {
        return definitions;
    }
}
