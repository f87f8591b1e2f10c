package org.tributary.hub.store;

import java.util.Map;

/**
 * A search as a part of another statement: the logical ids of the resources that match and that the reader sees.
 *
 * @param sql
 *            a query with the one column {@code id}; the statement that it becomes a part of runs in the transaction
 *            that it was made for
 * @param parameters
 *            by name, as JdbcClient takes them; no other search of the statement has parameters of these names
 */
public record MatchingIds(String sql, Map<String, Object> parameters) {

    public MatchingIds {
        parameters = Map.copyOf(parameters);
    }
}
