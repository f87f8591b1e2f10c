package org.tributary.hub.store.search;

import java.util.List;
import java.util.Optional;
import org.tributary.hub.store.index.IndexKind;
import org.tributary.hub.store.search.Criterion.Place;
import org.tributary.hub.store.search.Criterion.Table;

/**
 * A way through an index in the order of a search's first sort key: for searches that no criterion leads to their
 * resources. A resource is met at its first value only, descending at its last; those without a value are not met.
 *
 * @param column
 *            that the index is ordered by
 * @param tie
 *            a column that tells rows of one resource with the same value apart
 */
record SortWalk(Table table, String column, String tie, int path, boolean descending, String cast) {

    /** Empty when something else leads to the resources, or no index has the order. */
    static Optional<SortWalk> of(SearchQuery query) {
        boolean led = SearchPlan.driver(query.criteria()).isPresent() || query.types().size() != 1
                || query.criteria().stream().anyMatch(Criterion.Ids.class::isInstance);
        if (led || query.sorts().isEmpty() || query.count() == 0) {
            return Optional.empty();
        }
        return switch (query.sorts().getFirst()) {
            case SearchQuery.ByDate by when by.paths().size() == 1 -> Optional.of(new SortWalk(Table.SPAN, "low",
                    "high", by.paths().getFirst(), by.descending(), "timestamptz"));
            case SearchQuery.ByValue by when by.paths().size() == 1 && by.kind() == IndexKind.STRING ->
                Optional.of(new SortWalk(Table.TEXT, "value", "exact", by.paths().getFirst(), by.descending(), "text"));
            case SearchQuery.ByValue by when by.paths().size() == 1 && by.kind() == IndexKind.NUMBER ->
                Optional.of(new SortWalk(Table.QUANTITY, "high", "low", by.paths().getFirst(), by.descending(),
                        "double precision"));
            default -> Optional.empty();
        };
    }

    /** Whether a cursor stands behind all that the walk meets. */
    boolean isPast(Optional<Cursor> cursor) {
        return cursor.isPresent() && cursor.get().keys().getFirst() == null;
    }

    List<Place> places() {
        return List.of(new Place(table, List.of(path)));
    }

    String from(CriterionSql sql) {
        String nearer = descending ? ">" : "<";
        String place = sql.bind(path);
        return """
                FROM (SELECT i.resource, i.%1$s AS value FROM %2$s i
                      WHERE i.path = %3$s AND NOT EXISTS (
                        SELECT FROM %2$s j WHERE j.resource = i.resource AND j.path = %3$s
                          AND (j.%1$s %4$s i.%1$s OR j.%1$s = i.%1$s AND j.%5$s %4$s i.%5$s))) w
                JOIN resource r ON r.pk = w.resource
                """.formatted(column, table.sqlName(), place, nearer, tie);
    }
}
