package org.tributary.hub.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.Release;
import org.tributary.hub.store.HistoryPage.Version;

/**
 * The versions of a resource, of a type or of everything, deletions among them, newest first; shows only what the
 * caller may see.
 *
 * <p>
 * With {@code since}, the histories of types and of everything leave out what transactions wrote that an older one,
 * still running, may yet join. A version's time is read when its transaction begins to write, so whoever asks again
 * from a little before the newest time they were shown misses nothing, however long transactions take.
 */
@Component
public final class ResourceHistory {

    /** Counting more would cost more than the count is worth. */
    private static final int MOST_COUNTED = 100_000;

    /** A version's place in the order. */
    private record Position(OffsetDateTime time, long pk, int version) {
    }

    /**
     * @throws SearchRefused
     *             when the cursor is none of this hub's, or its version is gone from the caller's sight
     */
    public HistoryPage list(ReadTransaction transaction, HistoryQuery query) {
        Map<String, Object> parameters = new HashMap<>();
        String wanted = wanted(query, parameters);
        Optional<Position> after = query.cursor().map(cursor -> position(transaction, cursor));
        Map<String, Object> pageParameters = new HashMap<>(parameters);
        String page = merged(query, wanted, after, pageParameters);
        List<Version> versions = transaction.jdbc()
                .sql("""
                        SELECT r.type, r.id, p.version,
                               CASE WHEN p.version = r.version THEN r.last_updated ELSE v.last_updated END AS last_updated,
                               CASE WHEN p.version = r.version THEN r.body ELSE v.body END AS body,
                               CASE WHEN p.version = r.version THEN r.method ELSE v.method END AS method, r.patient
                        FROM (%s) p
                        JOIN resource r ON r.pk = p.pk
                        LEFT JOIN resource_version v ON v.resource = p.pk AND v.version = p.version
                        ORDER BY p.last_updated DESC, p.pk DESC, p.version DESC"""
                        .formatted(page))
                .params(pageParameters)
                .query((row, number) -> version(transaction.release(), row))
                .list();
        boolean more = versions.size() > query.count();
        List<Version> shown = more ? versions.subList(0, query.count()) : versions;
        return new HistoryPage(shown, count(transaction, query, wanted, parameters),
                more ? Optional.of(cursor(shown.getLast().resource())) : Optional.empty(),
                !isFeed(query) || isSettled(transaction));
    }

    private static Version version(Release release, ResultSet row) throws SQLException {
        StoredResource resource = ResourceReader.stored(release, row);
        return new Version(resource, WriteMethod.of(row.getInt("method"), resource.deleted()));
    }

    /** Each type's newest versions by its indexes, then the newest of all types. */
    private static String merged(HistoryQuery query, String wanted, Optional<Position> after,
            Map<String, Object> parameters) {
        parameters.put("count", query.count() + 1);
        String beyond = after.map(position -> {
            parameters.put("time", position.time());
            parameters.put("pk", position.pk());
            parameters.put("version", position.version());
            return " AND h.last_updated <= :time AND (h.last_updated, h.%s, h.version) < (:time, :pk, :version)";
        }).orElse("");
        return """
                SELECT n.pk, n.version, n.last_updated
                FROM unnest(:types::text[]) AS t (type)
                CROSS JOIN LATERAL (
                  (SELECT h.pk, h.version, h.last_updated FROM resource h
                   WHERE h.type = t.type COLLATE "C"%s%s
                   ORDER BY h.last_updated DESC, h.pk DESC LIMIT :count)
                  UNION ALL
                  (SELECT h.resource, h.version, h.last_updated FROM resource_version h
                   WHERE h.type = t.type COLLATE "C"%s%s
                   ORDER BY h.last_updated DESC, h.resource DESC, h.version DESC LIMIT :count)) n
                ORDER BY n.last_updated DESC, n.pk DESC, n.version DESC
                LIMIT :count""".formatted(current(wanted), beyond.formatted("pk"), past(query, wanted),
                beyond.formatted("resource"));
    }

    /** Conditions on {@code h}, a row of either table. */
    private static String wanted(HistoryQuery query, Map<String, Object> parameters) {
        StringBuilder conditions = new StringBuilder();
        parameters.put("types", switch (query.extent()) {
            case HistoryQuery.OfInstance instance -> {
                parameters.put("id", instance.key().id());
                conditions.append(
                        " AND h.{pk} = (SELECT i.pk FROM resource i WHERE i.type = t.type COLLATE \"C\" AND i.id = :id)");
                yield new String[]{instance.key().type()};
            }
            case HistoryQuery.OfType type -> new String[]{type.type()};
            case HistoryQuery.OfSystem system -> ResourceTypes.all().toArray(String[]::new);
        });
        query.since().ifPresent(since -> {
            parameters.put("since", time(since));
            conditions.append(" AND h.last_updated >= :since");
        });
        query.at().ifPresent(at -> {
            parameters.put("from", time(at.from()));
            parameters.put("to", time(at.to()));
            conditions.append(" AND h.last_updated < :to");
        });
        if (isFeed(query)) {
            conditions.append(" AND h.tx < (SELECT pg_snapshot_xmin(pg_current_snapshot()))");
        }
        return conditions.toString();
    }

    private static String current(String wanted) {
        return wanted.replace("{pk}", "pk");
    }

    /** A past version was current until the next one came. */
    private static String past(HistoryQuery query, String wanted) {
        String conditions = wanted.replace("{pk}", "resource");
        return query.at().isEmpty() ? conditions : conditions + """

                AND NOT EXISTS (SELECT FROM resource n
                                WHERE n.pk = h.resource AND n.version = h.version + 1 AND n.last_updated <= :from)
                AND NOT EXISTS (SELECT FROM resource_version n
                                WHERE n.resource = h.resource AND n.version = h.version + 1
                                  AND n.last_updated <= :from)""";
    }

    private static OptionalInt count(ReadTransaction transaction, HistoryQuery query, String wanted,
            Map<String, Object> parameters) {
        int counted = transaction.jdbc()
                .sql("""
                        SELECT count(*) FROM (
                          SELECT FROM unnest(:types::text[]) AS t (type)
                          CROSS JOIN LATERAL (
                            SELECT FROM resource h WHERE h.type = t.type COLLATE "C"%s
                            UNION ALL
                            SELECT FROM resource_version h WHERE h.type = t.type COLLATE "C"%s) n
                          LIMIT %d) counted""".formatted(current(wanted), past(query, wanted), MOST_COUNTED + 1))
                .params(parameters)
                .query(Integer.class)
                .single();
        return counted > MOST_COUNTED ? OptionalInt.empty() : OptionalInt.of(counted);
    }

    /** Whether this is how a caller follows what is new. */
    private static boolean isFeed(HistoryQuery query) {
        return query.since().isPresent() && !(query.extent() instanceof HistoryQuery.OfInstance);
    }

    private static boolean isSettled(ReadTransaction transaction) {
        return transaction.jdbc()
                .sql("SELECT pg_snapshot_xmin(s) = pg_snapshot_xmax(s) FROM pg_current_snapshot() s")
                .query(Boolean.class)
                .single();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Names the last version shown: a number of the store's would tell how many others there are. */
    private static String cursor(StoredResource last) {
        return last.key().reference() + '/' + last.version();
    }

    private static Position position(ReadTransaction transaction, String cursor) {
        List<String> parts = new ArrayList<>(List.of(cursor.split("/", -1)));
        if (parts.size() != 3 || !parts.get(2).matches("[1-9][0-9]{0,8}")) {
            throw SearchRefused.invalid("_cursor", "it is not a cursor that this hub gave");
        }
        return transaction.jdbc()
                .sql("""
                        SELECT r.last_updated, r.pk, r.version FROM resource r
                        WHERE r.type = :type AND r.id = :id AND r.version = :version
                        UNION ALL
                        SELECT v.last_updated, v.resource, v.version
                        FROM resource r JOIN resource_version v ON v.resource = r.pk
                        WHERE r.type = :type AND r.id = :id AND v.version = :version""")
                .param("type", parts.get(0))
                .param("id", parts.get(1))
                .param("version", Integer.parseInt(parts.get(2)))
                .query((row, number) -> new Position(row.getObject("last_updated", OffsetDateTime.class),
                        row.getLong("pk"), row.getInt("version")))
                .optional()
                .orElseThrow(() -> SearchRefused.invalid("_cursor", "it is out of date; start the history again"));
    }
}
