package org.tributary.mapping.socialcare;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tributary.mapping.AggregateKey;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.Contribution;
import org.tributary.mapping.MappedResource;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.Snapshot;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceFeed;

/** Does with returns what the hub does: keeps contributions, tells the unmentioned of each snapshot, and folds. */
final class ReturnStore {

    static final SourceFeed FEED = new SourceFeed("wellow-asc", "E99", CareSetting.SOCIAL);

    private static final Instant FIRST_ARRIVAL = Instant.parse("2025-01-10T09:00:00Z");

    private final ClientLevelDataMapper mapper = new ClientLevelDataMapper();
    private final Map<AggregateKey, List<Contribution>> contributions = new TreeMap<>(
            Comparator.comparing(AggregateKey::kind).thenComparing(AggregateKey::value));
    private final List<Snapshot> snapshots = new ArrayList<>();
    private int arrivals;

    static ReturnStore of(List<String> returns) {
        ReturnStore store = new ReturnStore();
        returns.forEach(store::receive);
        return store;
    }

    MappingResult receive(String csv) {
        return receive(csv.getBytes(StandardCharsets.UTF_8));
    }

    /** Each arrives a day after the one before. */
    MappingResult receive(byte[] csv) {
        Instant received = FIRST_ARRIVAL.plusSeconds(86_400L * arrivals++);
        MappingResult result = mapper.map(new SourceDocument(csv, received), FEED);
        result.contributions()
                .forEach(c -> contributions.computeIfAbsent(c.aggregate(), k -> new ArrayList<>()).add(c));
        result.snapshot().ifPresent(snapshots::add);
        return result;
    }

    /** All current resources, by type and id. */
    List<MappedResource> current() {
        return contributions.entrySet()
                .stream()
                .flatMap(entry -> mapper.fold(entry.getKey(), withSilences(entry.getKey(), entry.getValue()), FEED)
                        .resources()
                        .stream())
                .sorted(Comparator.comparing(MappedResource::type).thenComparing(MappedResource::id))
                .toList();
    }

    private List<Contribution> withSilences(AggregateKey aggregate, List<Contribution> spoken) {
        List<Contribution> all = new ArrayList<>(spoken);
        snapshots.stream()
                .filter(snapshot -> snapshot.aggregateKind().equals(aggregate.kind()))
                .filter(snapshot -> spoken.stream().noneMatch(c -> c.order().equals(snapshot.order())))
                .forEach(snapshot -> all.add(new Contribution(aggregate, snapshot.order(), snapshot.body())));
        all.sort(Comparator.comparing(Contribution::order));
        return all;
    }
}
