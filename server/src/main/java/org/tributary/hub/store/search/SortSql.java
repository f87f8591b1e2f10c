package org.tributary.hub.store.search;

import org.tributary.hub.store.index.IndexKind;
import org.tributary.hub.store.search.SearchQuery.ByValue;

/** Writes the value that a resource {@code r} is sorted by. */
final class SortSql {

    private SortSql() {
    }

    /**
     * A query with the column {@code value}. The filter keeps PostgreSQL from going through all values of a path to
     * find one resource's first.
     */
    static String value(ByValue by, CriterionSql sql) {
        String least = by.descending() ? "max" : "min";
        String paths = sql.pathIn(by.paths());
        return "SELECT " + switch (by.kind()) {
            case STRING -> least + "(i.value)" + from("index_text", "", paths);
            case NUMBER -> least + "(i.high)" + from("index_quantity", "", paths);
            case QUANTITY -> least + "(i.base_high)" + from("index_quantity", "", paths);
            case TOKEN -> least + "(s.value)" + from("index_token", """
                    JOIN index_spelling s ON s.path = i.path AND s.code = i.code AND s.system = i.system
                      AND s.scope = i.scope""", paths);
            case URI -> least + "(s.value)" + from("index_link", """
                    JOIN index_spelling s ON s.path = i.path AND s.code = i.target AND s.scope = i.scope""", paths);
            case REFERENCE -> least + "(t.type || '/' || t.id)" + from("index_link", """
                    JOIN resource t ON t.target = i.target AND t.body IS NOT NULL""", paths);
            case DATE -> throw new IllegalStateException("Dates have a key of their own");
        };
    }

    static String cast(IndexKind kind) {
        return kind == IndexKind.NUMBER || kind == IndexKind.QUANTITY ? "double precision" : "text";
    }

    private static String from(String table, String join, String paths) {
        return " FILTER (WHERE true) AS value FROM " + table + " i " + join + " WHERE i.resource = r.pk AND " + paths;
    }
}
