package org.tributary.hub.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.store.search.Include;
import org.tributary.hub.store.search.IncludeSql;
import org.tributary.hub.store.search.SearchSql;

/**
 * What comes along with a page's matches, each resource once and none that is a match of the page.
 *
 * @param cut
 *            whether there was more than {@link #MAX_INCLUDED}
 */
record IncludedResources(List<StoredResource> resources, boolean cut) {

    /** With one page. */
    static final int MAX_INCLUDED = 10_000;

    static final IncludedResources NONE = new IncludedResources(List.of(), false);

    IncludedResources {
        resources = List.copyOf(resources);
    }

    /** Step by step: what matches lead to, then for iterating includes what that leads to, until nothing is new. */
    static IncludedResources find(ReadTransaction transaction, List<Include> includes, List<Long> matches,
            int maximum) {
        Set<Long> known = new HashSet<>(matches);
        List<StoredResource> found = new ArrayList<>();
        List<Include> step = includes;
        List<Long> from = matches;
        while (!from.isEmpty() && step.stream().anyMatch(include -> !include.hops().isEmpty())) {
            int room = maximum - found.size();
            List<Numbered> next = step(transaction, IncludeSql.write(step, from, known, room + 1));
            boolean cut = next.size() > room;
            List<Numbered> kept = cut ? next.subList(0, room) : next;
            kept.forEach(one -> found.add(one.resource));
            if (cut) {
                return new IncludedResources(found, true);
            }
            from = kept.stream().map(Numbered::number).toList();
            known.addAll(from);
            step = includes.stream().filter(Include::iterate).toList();
        }
        return new IncludedResources(found, false);
    }

    private record Numbered(long number, StoredResource resource) {
    }

    private static List<Numbered> step(ReadTransaction transaction, SearchSql.Statement statement) {
        return transaction.jdbc()
                .sql(statement.sql())
                .params(statement.parameters())
                .query((row, number) -> new Numbered(row.getLong("pk"),
                        ResourceReader.stored(transaction.release(), row)))
                .list();
    }
}
