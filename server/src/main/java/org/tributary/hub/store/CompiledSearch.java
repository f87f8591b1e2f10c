package org.tributary.hub.store;

import org.tributary.hub.store.search.SearchQuery;

/** A search that has been understood and checked and is ready to run. */
public final class CompiledSearch {

    private final SearchQuery query;

    CompiledSearch(SearchQuery query) {
        this.query = query;
    }

    SearchQuery query() {
        return query;
    }
}
