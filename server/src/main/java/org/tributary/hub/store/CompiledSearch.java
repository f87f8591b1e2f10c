package org.tributary.hub.store;

import java.util.List;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.search.QueryParser;
import org.tributary.hub.store.search.SearchQuery;

/** A search that has been understood and checked and is ready to run. */
public final class CompiledSearch {

    private final QueryParser.Parsed parsed;

    CompiledSearch(QueryParser.Parsed parsed) {
        this.parsed = parsed;
    }

    SearchQuery query() {
        return parsed.query();
    }

    /** The parameters that the search was made of, in the form in which they count. */
    public List<Parameter> used() {
        return parsed.used();
    }

    /** Whether it asks for resources to come along with the matches. */
    public boolean includes() {
        return !parsed.query().includes().isEmpty();
    }

    /** Why lenient handling left parameters out, one refusal for each. */
    public List<SearchRefused> dropped() {
        return parsed.dropped();
    }
}
