package org.tributary.hub.store;

import java.util.List;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.search.QueryParser;
import org.tributary.hub.store.search.SearchQuery;

/** A search that has been understood and checked and is ready to run. */
public final class CompiledSearch {

    private final QueryParser.Parsed parsed;
    private final SearchTarget target;
    private final List<Parameter> asked;
    private final long version;

    /**
     * @param asked
     *            the parameters as they came
     * @param version
     *            of the definitions by which they were understood
     */
    CompiledSearch(QueryParser.Parsed parsed, SearchTarget target, List<Parameter> asked, long version) {
        this.parsed = parsed;
        this.target = target;
        this.asked = List.copyOf(asked);
        this.version = version;
    }

    SearchTarget target() {
        return target;
    }

    List<Parameter> asked() {
        return asked;
    }

    long version() {
        return version;
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
