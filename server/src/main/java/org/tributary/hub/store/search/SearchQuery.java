package org.tributary.hub.store.search;

import java.util.List;
import java.util.Optional;

/**
 * A search, understood and checked.
 *
 * @param types
 *            whose resources are searched, at least one unless the caller may search none
 * @param sorts
 *            most significant first; the store's own number of the resource settles what they leave open
 * @param count
 *            how many matches a page has at most; 0 asks for the total only
 * @param fingerprint
 *            equal for searches that differ only in page, page size and total
 */
public record SearchQuery(List<String> types, List<Criterion> criteria, List<Sort> sorts, List<Include> includes,
        int count, boolean total, Optional<Cursor> cursor, long fingerprint) {

    public SearchQuery {
        types = List.copyOf(types);
        includes = List.copyOf(includes);
        criteria = List.copyOf(criteria);
        sorts = List.copyOf(sorts);
    }

    /** What matches are ordered by. */
    public sealed interface Sort {

        boolean descending();
    }

    public record ByLastUpdated(boolean descending) implements Sort {
    }

    public record ById(boolean descending) implements Sort {
    }

    /** By the start of the earliest of its times, descending by that of the latest; without any it comes last. */
    public record ByDate(List<Integer> paths, boolean descending) implements Sort {

        public ByDate {
            paths = List.copyOf(paths);
        }
    }
}
