package org.tributary.hub.store.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes one step from resources to those that are included with them, as one SQL statement, whatever the number of
 * resources and of includes.
 *
 * <p>
 * Columns: {@code pk, type, id, version, last_updated, body, patient}.
 */
public final class IncludeSql {

    private final Map<String, Object> parameters = new HashMap<>();

    private IncludeSql() {
    }

    /**
     * @param from
     *            the numbers of the resources that the step begins at
     * @param known
     *            the numbers of those that are on the page already
     * @param limit
     *            how many resources at most; which ones, if there are more, is left open
     */
    public static SearchSql.Statement write(List<Include> includes, Collection<Long> from, Collection<Long> known,
            int limit) {
        IncludeSql writer = new IncludeSql();
        String sql = writer.statement(includes);
        writer.parameters.put("from", from.toArray(Long[]::new));
        writer.parameters.put("known", known.toArray(Long[]::new));
        writer.parameters.put("limit", limit);
        return new SearchSql.Statement(sql, writer.parameters);
    }

    private String statement(List<Include> includes) {
        List<String> ways = new ArrayList<>();
        for (Include include : includes) {
            for (Hop hop : include.hops()) {
                if (!hop.paths().isEmpty()) {
                    ways.add(include.reverse() ? toSources(hop) : toTargets(hop));
                }
                if (!hop.canonicals().isEmpty()) {
                    ways.add(include.reverse() ? toSourcesByUrl(hop) : toTargetsByUrl(hop));
                }
            }
        }
        return """
                SELECT r.pk, r.type, r.id, r.version, r.last_updated, r.body, r.patient
                FROM (SELECT DISTINCT w.pk FROM (
                %s
                ) w WHERE w.pk <> ALL (:known) LIMIT :limit) f JOIN resource r ON r.pk = f.pk
                WHERE r.body IS NOT NULL
                ORDER BY r.pk""".formatted(String.join("\nUNION ALL\n", ways));
    }

    private String toTargets(Hop hop) {
        return """
                SELECT t.pk FROM index_link l JOIN resource t ON t.target = l.target
                WHERE l.resource = ANY (:from) AND l.path = ANY (%s) AND t.body IS NOT NULL"""
                .formatted(bind(hop.paths()));
    }

    private String toSources(Hop hop) {
        return """
                SELECT l.resource AS pk FROM resource t JOIN index_link l ON l.target = t.target
                WHERE t.pk = ANY (:from) AND l.path = ANY (%s)""".formatted(bind(hop.paths()));
    }

    private String toTargetsByUrl(Hop hop) {
        return """
                SELECT u.resource AS pk FROM index_link l JOIN index_link u ON u.target = l.target
                WHERE l.resource = ANY (:from) AND l.path = ANY (%s) AND u.path = ANY (%s)"""
                .formatted(bind(hop.canonicals()), bind(hop.urls()));
    }

    private String toSourcesByUrl(Hop hop) {
        return """
                SELECT l.resource AS pk FROM index_link u JOIN index_link l ON l.target = u.target
                WHERE u.resource = ANY (:from) AND u.path = ANY (%s) AND l.path = ANY (%s)"""
                .formatted(bind(hop.urls()), bind(hop.canonicals()));
    }

    private String bind(List<Integer> paths) {
        String name = "p" + parameters.size();
        parameters.put(name, paths.toArray(Integer[]::new));
        return ':' + name;
    }
}
