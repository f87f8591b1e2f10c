package org.tributary.hub.access;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Makes the tables that a hub needs, or brings those of an older hub up to date. */
public final class Migrations {

    /**
     * Flyway's lock is held by its session, not by a transaction beside: so it needs one connection only, and commits
     * each migration together with the record that it was done. A hub that was killed between the two would else do it
     * again at its next start, and fail for ever.
     */
    private static final Map<String, String> ONE_TRANSACTION_EACH = Map.of("flyway.postgresql.transactional.lock",
            "false");

    private Migrations() {
    }

    /**
     * Runs what was not run yet; of several hubs that start at once one does, and the others wait.
     *
     * @param writer
     *            connects as the login that owns the tables
     * @param reader
     *            the login that is to see them
     */
    public static void run(DataSource writer, String reader) {
        Flyway.configure()
                .configuration(ONE_TRANSACTION_EACH)
                .dataSource(writer)
                .placeholders(Map.of("reader", reader))
                .load()
                .migrate();
    }
}
