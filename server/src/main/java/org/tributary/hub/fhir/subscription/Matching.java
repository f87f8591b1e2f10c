package org.tributary.hub.fhir.subscription;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.store.ChangeFeed;
import org.tributary.hub.store.ChangeFeed.Change;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceSearch;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.StoredResource;

/**
 * Finds, in the order of commits, what a Subscription is to tell: its criteria are asked as its owner, under row-level
 * security, about the resources that changed.
 */
@Component
final class Matching {

    /** So many changes are looked at together. */
    static final int STRETCH = 1_000;
    private static final int IDS_A_SEARCH = 100;

    private final ReaderDatabase database;
    private final ChangeFeed feed;
    private final ResourceSearch search;
    private final CommitLine commitLine;
    private final SubscriptionTable table;

    Matching(ReaderDatabase database, ChangeFeed feed, ResourceSearch search, CommitLine commitLine,
            SubscriptionTable table) {
        this.database = database;
        this.feed = feed;
        this.search = search;
        this.commitLine = commitLine;
        this.table = table;
    }

    /**
     * Looks at the next stretch of changes and keeps what matches.
     *
     * @return whether there was any change
     */
    boolean advance(Standing standing, SubscriptionRequest request) {
        List<Change> changes = database.read(Caller.hub(),
                transaction -> feed.listAfter(transaction, standing.position(), standing.since(), STRETCH));
        if (changes.isEmpty()) {
            return false;
        }
        List<Change> candidates = changes.stream()
                .filter(change -> change.since() && !change.deleted() && change.key().type().equals(request.type()))
                .toList();
        List<Change> matches = matches(standing.owner(), request, candidates);
        return commitLine.change(transaction -> table.advance(transaction, standing, changes.getLast().position(),
                matches));
    }

    /** A resource that has changed again meanwhile comes again later in the order. */
    private List<Change> matches(Caller owner, SubscriptionRequest request, List<Change> candidates) {
        Map<ResourceKey, Integer> found = new HashMap<>();
        for (int start = 0; start < candidates.size(); start += IDS_A_SEARCH) {
            List<Change> some = candidates.subList(start, Math.min(start + IDS_A_SEARCH, candidates.size()));
            find(owner, request, some).forEach(resource -> found.put(resource.key(), resource.version()));
        }
        return candidates.stream()
                .filter(change -> Integer.valueOf(change.version()).equals(found.get(change.key())))
                .toList();
    }

    private List<StoredResource> find(Caller owner, SubscriptionRequest request, List<Change> candidates) {
        List<Parameter> parameters = new ArrayList<>(request.criteria());
        parameters.add(new Parameter("_id",
                candidates.stream().map(change -> change.key().id()).collect(Collectors.joining(","))));
        parameters.add(new Parameter("_count", Integer.toString(candidates.size())));
        return database.read(owner,
                transaction -> search
                        .run(transaction, search.compile(Permissions.search(owner, request.type()), parameters))
                        .matches());
    }
}
