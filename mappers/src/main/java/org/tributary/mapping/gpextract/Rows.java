package org.tributary.mapping.gpextract;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** What one extract says of one thing: the body of a contribution. */
record Rows(Map<Table, Map<String, String>> rows) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Each row of a later extract takes the place of the one before. */
    Rows updatedBy(Rows later) {
        Map<Table, Map<String, String>> all = new TreeMap<>(rows);
        all.putAll(later.rows);
        return new Rows(all);
    }

    /** The tables that have a row here, be it a deletion. */
    Set<Table> tables() {
        return rows.keySet();
    }

    /** The row of a table; empty when it was deleted, which files say at the row. */
    Optional<Row> find(Table table) {
        return Optional.ofNullable(rows.get(table)).map(Row::new).filter(row -> !row.isTrue("Deleted"));
    }

    String toJson() {
        return JSON.writeValueAsString(this);
    }

    static Rows fromJson(String json) {
        return JSON.readValue(json, Rows.class);
    }
}
