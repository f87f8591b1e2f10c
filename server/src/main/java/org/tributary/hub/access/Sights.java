package org.tributary.hub.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.tributary.hub.access.ReadStatement.Planned;

/**
 * Which scopes callers see. What was found once is remembered with the version of the scopes and agreements it was
 * found under; the statement that shows it to row-level security looks whether that version still holds, so that an
 * agreement that ends is closed at every node from the next statement on.
 */
final class Sights {

    /**
     * Shows scopes and organisation to row-level security until the transaction ends, says how its statements are
     * planned, and tells the versions of scopes and of definitions.
     */
    static final String SHOW = """
            SELECT set_config('hub.scopes', ?, true), set_config('hub.organisation', ?, true),
                   set_config('plan_cache_mode', ?, true), version, definitions
            FROM scope_version""";

    /** How many parameters {@link #SHOW} has. */
    static final int PARAMETERS = 3;

    private static final String FIND = """
            SELECT version, (
              SELECT coalesce(array_agg(id), '{}'::int[])::text
              FROM scope
              WHERE ? OR publisher = ?
                 OR EXISTS (SELECT FROM agreement a
                            WHERE a.publisher = scope.publisher AND a.receiver = ? AND a.purpose = ?)) AS scopes
            FROM scope_version""";

    /** More callers than ever ask at once; beyond it the memory starts anew. */
    private static final int MAX_REMEMBERED = 10_000;

    private record Viewer(Optional<String> organisation, Purpose purpose, boolean everything) {
    }

    /**
     * @param scopes
     *            an array of integers as PostgreSQL writes it
     */
    record Sight(long version, String scopes, String organisation) {

        void bind(PreparedStatement show, Planned planned) throws SQLException {
            show.setString(1, scopes);
            show.setString(2, organisation);
            show.setString(3, planned.setting());
        }
    }

    private final Map<Viewer, Sight> remembered = new ConcurrentHashMap<>();

    /** What the caller was found to see, perhaps under another version. */
    Sight of(Caller caller, Connection connection) throws SQLException {
        Sight known = remembered.get(viewer(caller));
        return known == null ? find(caller, connection) : known;
    }

    /** Looks what the caller sees now. */
    Sight find(Caller caller, Connection connection) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            String organisation = caller.organisation().orElse("");
            find.setBoolean(1, caller.everything());
            find.setString(2, organisation);
            find.setString(3, organisation);
            find.setString(4, caller.purpose().code());
            try (ResultSet row = find.executeQuery()) {
                row.next();
                Sight sight = new Sight(row.getLong("version"), row.getString("scopes"),
                        caller.everything() ? "*" : organisation);
                if (remembered.size() >= MAX_REMEMBERED) {
                    remembered.clear();
                }
                remembered.put(viewer(caller), sight);
                return sight;
            }
        }
    }

    private static Viewer viewer(Caller caller) {
        return new Viewer(caller.organisation(), caller.purpose(), caller.everything());
    }
}
