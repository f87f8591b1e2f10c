package org.tributary.hub.fhir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.conformance.ProfileProblem;
import org.tributary.hub.fhir.WriteIntent.Matching;
import org.tributary.hub.fhir.WriteIntent.Named;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.patch.SafeNarrative;
import org.tributary.hub.ingest.DependentWrites;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.ResourceWrite;
import org.tributary.hub.store.StoredResource;
import org.tributary.hub.store.WriteMethod;
import org.tributary.hub.store.WriteOutcome;

/**
 * The writes of one interaction or transaction, from what each intends to what it does: conditions find their
 * resources, links to other entries become references to what those write, patches meet the current version. Deletes
 * come first, then creates, then updates and patches (R4, RESTful API, "transaction processing rules").
 */
final class IntendedWrites implements DependentWrites {

    /**
     * One interaction.
     *
     * @param index
     *            its place in the Bundle; empty when it came alone
     */
    record Entry(OptionalInt index, Optional<String> fullUrl, WriteIntent intent) {

        /** A refusal names the entry that it is about. */
        FhirRefusal placed(FhirRefusal refusal) {
            return index.isPresent() ? refusal.inEntry(index.getAsInt()) : refusal;
        }
    }

    /** What became of an entry. */
    sealed interface Result {
    }

    record Written(WriteOutcome outcome) implements Result {
    }

    /** A conditional create that found its resource. */
    record Found(StoredResource resource) implements Result {
    }

    record Removed(List<WriteOutcome> outcomes) implements Result {
    }

    private final List<Entry> entries;
    private final Conditions search;
    private final ResourceReader reader;
    private final SentLinks links;

    private final Map<Entry, List<ResourceKey>> targets = new LinkedHashMap<>();
    private final Map<Entry, StoredResource> found = new HashMap<>();
    /** Conditional updates that found their resource. */
    private final Set<Entry> matched = new HashSet<>();
    private final Map<Entry, List<Integer>> places = new HashMap<>();

    private final Map<ResourceKey, List<ProfileProblem>> doubts = new HashMap<>();

    /**
     * @param links
     *            what the entries' links are resolved by
     */
    IntendedWrites(List<Entry> entries, Conditions search, ResourceReader reader, SentLinks links) {
        this.entries = List.copyOf(entries);
        this.search = search;
        this.reader = reader;
        this.links = links;
    }

    @Override
    public void doubt(ResourceKey key, ProfileProblem problem) {
        doubts.computeIfAbsent(key, resource -> new ArrayList<>()).add(problem);
    }

    /** What was reported of a resource that was written. */
    List<ProfileProblem> listDoubts(ResourceKey key) {
        return doubts.getOrDefault(key, List.of());
    }

    /** Whether what is to be written depends on what is there. */
    boolean depends() {
        return links.areConditional() || entries.stream().anyMatch(entry -> entry.intent().depends());
    }

    @Override
    public Set<String> conditions() {
        return entries.stream()
                .flatMap(entry -> entry.intent().condition().stream())
                .map(Condition::name)
                .collect(Collectors.toSet());
    }

    @Override
    public List<ResourceKey> findTargets(Sight sight) {
        Map<ResourceKey, Entry> written = new HashMap<>();
        for (Entry entry : entries) {
            List<ResourceKey> keys = inEntry(entry, () -> targetsOf(entry, sight));
            targets.put(entry, keys);
            for (ResourceKey key : keys) {
                Entry earlier = written.put(key, entry);
                if (earlier != null) {
                    throw entry.placed(FhirRefusal.invalid("%s is written by entry %d already".formatted(
                            key.reference(), earlier.index().orElse(0))));
                }
            }
            entry.fullUrl().ifPresent(url -> nameTarget(entry, url, keys));
        }
        return List.copyOf(written.keySet());
    }

    private void nameTarget(Entry entry, String fullUrl, List<ResourceKey> keys) {
        StoredResource existing = found.get(entry);
        if (existing != null) {
            links.put(fullUrl, existing.key());
        } else if (keys.size() == 1) {
            links.put(fullUrl, keys.getFirst());
        }
    }

    private List<ResourceKey> targetsOf(Entry entry, Sight sight) {
        return switch (entry.intent()) {
            case WriteIntent.Create create -> {
                Optional<StoredResource> existing = create.unless().flatMap(unless -> findOne(sight, unless));
                existing.ifPresent(resource -> found.put(entry, resource));
                yield existing.isPresent() ? List.of() : List.of(create.key());
            }
            case WriteIntent.Update update -> List.of(switch (update.target()) {
                case Named named -> named.key();
                case Matching matching -> {
                    Optional<StoredResource> match = findOne(sight, matching.condition());
                    if (match.isPresent()) {
                        matched.add(entry);
                    }
                    yield keyOf(update, match);
                }
            });
            case WriteIntent.Patch patch -> List.of(switch (patch.target()) {
                case Named named -> named.key();
                case Matching matching -> findOne(sight, matching.condition()).map(StoredResource::key)
                        .orElseThrow(() -> FhirRefusal.of(404, IssueType.NOTFOUND,
                                "Nothing matches the condition of the patch"));
            });
            case WriteIntent.Delete delete -> switch (delete.target()) {
                case Named named -> List.of(named.key());
                case Matching matching -> listMatches(sight, matching.condition(), delete.several());
            };
        };
    }

    private Optional<StoredResource> findOne(Sight sight, Condition condition) {
        return sight.look(transaction -> search.findOne(transaction, condition));
    }

    private List<ResourceKey> listMatches(Sight sight, Condition condition, boolean several) {
        List<StoredResource> matches = several
                ? sight.look(transaction -> search.findAll(transaction, condition))
                : findOne(sight, condition).stream().toList();
        return matches.stream().map(StoredResource::key).toList();
    }

    /** The match, else the id that the body brings, else a new one. */
    private static ResourceKey keyOf(WriteIntent.Update update, Optional<StoredResource> match) {
        ResourceBody body = update.body();
        if (match.isEmpty()) {
            return body.id()
                    .map(id -> new ResourceKey(body.type(), id))
                    .orElseGet(() -> WriteIntents.newKey(body.type()));
        }
        if (body.id().filter(id -> !id.equals(match.get().key().id())).isPresent()) {
            throw FhirRefusal.invalid("The id of the body is not that of the resource that the condition matches");
        }
        return match.get().key();
    }

    @Override
    public List<ResourceWrite> decide(Sight sight) {
        Map<Entry, List<ResourceWrite>> writes = new LinkedHashMap<>();
        for (Entry entry : entries) {
            writes.put(entry, inEntry(entry, () -> writesOf(entry, sight)));
        }
        List<ResourceWrite> ordered = inOrder(writes);
        if (!links.areConditional()) {
            return ordered;
        }
        links.resolve(sight, ordered);
        writes.replaceAll((entry, own) -> own.stream().map(links::withMatches).toList());
        return inOrder(writes);
    }

    private List<ResourceWrite> inOrder(Map<Entry, List<ResourceWrite>> writes) {
        List<ResourceWrite> ordered = new ArrayList<>();
        places.clear();
        for (int rank = 0; rank <= 2; rank++) {
            for (Map.Entry<Entry, List<ResourceWrite>> own : writes.entrySet()) {
                if (rank(own.getKey().intent()) == rank) {
                    List<Integer> taken = places.computeIfAbsent(own.getKey(), entry -> new ArrayList<>());
                    for (ResourceWrite write : own.getValue()) {
                        taken.add(ordered.size());
                        ordered.add(write);
                    }
                }
            }
        }
        return ordered;
    }

    private static int rank(WriteIntent intent) {
        return switch (intent) {
            case WriteIntent.Delete delete -> 0;
            case WriteIntent.Create create -> 1;
            case WriteIntent.Update update -> 2;
            case WriteIntent.Patch patch -> 2;
        };
    }

    private List<ResourceWrite> writesOf(Entry entry, Sight sight) {
        List<ResourceKey> keys = targets.getOrDefault(entry, List.of());
        return switch (entry.intent()) {
            case WriteIntent.Create create -> keys.stream()
                    .<ResourceWrite>map(key -> new ResourceWrite.Put(key,
                            links.resolveLinks(create.body(), entry.fullUrl()), OptionalInt.empty(),
                            WriteMethod.POST))
                    .toList();
            case WriteIntent.Update update -> List.of(update(entry, update, keys.getFirst(), sight));
            case WriteIntent.Patch patch -> List.of(patch(patch, keys.getFirst(), sight));
            case WriteIntent.Delete delete -> keys.stream()
                    .<ResourceWrite>map(key -> new ResourceWrite.Delete(key, delete.ifMatch()))
                    .toList();
        };
    }

    private ResourceWrite update(Entry entry, WriteIntent.Update update, ResourceKey key, Sight sight) {
        if (update.onlyNew() && find(sight, key).isPresent()) {
            throw FhirRefusal.of(412, IssueType.CONFLICT, key.reference() + " is there already");
        }
        boolean taken = update.target() instanceof Matching && !matched.contains(entry)
                && update.body().id().isPresent();
        if (taken && find(sight, key).isPresent()) {
            throw FhirRefusal.of(409, IssueType.CONFLICT,
                    "Nothing matches the condition, and the body's id is another resource's");
        }
        ResourceBody body = links.resolveLinks(update.body(), entry.fullUrl());
        return new ResourceWrite.Put(key, body.id().isPresent() ? body : body.withId(key.id()), update.ifMatch());
    }

    private ResourceWrite patch(WriteIntent.Patch patch, ResourceKey key, Sight sight) {
        StoredResource current = sight.<Optional<StoredResource>>look(transaction -> reader.find(transaction, key))
                .orElseThrow(() -> FhirRefusal.notFound(key.reference()));
        if (current.deleted()) {
            throw FhirRefusal.deleted(key);
        }
        int expected = patch.ifMatch().orElse(current.version());
        if (expected != current.version()) {
            throw FhirRefusal.of(412, IssueType.CONFLICT, "Version %d was expected, but version %d is current"
                    .formatted(expected, current.version()));
        }
        ResourceBody patched = links
                .relative(SafeNarrative.of(current.json(), patch.patch().apply(current.json())));
        if (!patched.type().equals(key.type()) || !patched.id().equals(Optional.of(key.id()))) {
            throw FhirRefusal.of(422, IssueType.PROCESSING, "A patch cannot change a resource's type or id");
        }
        return new ResourceWrite.Put(key, patched, OptionalInt.of(current.version()), WriteMethod.PATCH);
    }

    private Optional<StoredResource> find(Sight sight, ResourceKey key) {
        return sight.<Optional<StoredResource>>look(transaction -> reader.find(transaction, key))
                .filter(resource -> !resource.deleted());
    }

    /** What became of each entry, in their order, by the outcomes of what was decided. */
    List<Result> results(List<WriteOutcome> outcomes) {
        return entries.stream().<Result>map(entry -> {
            List<WriteOutcome> own = places.getOrDefault(entry, List.of()).stream().map(outcomes::get).toList();
            StoredResource existing = found.get(entry);
            if (existing != null) {
                return new Found(existing);
            }
            return entry.intent() instanceof WriteIntent.Delete ? new Removed(own) : new Written(own.getFirst());
        }).toList();
    }

    /** The entry that writes a resource. */
    Optional<Entry> findEntry(ResourceKey key) {
        return entries.stream().filter(entry -> targets.getOrDefault(entry, List.of()).contains(key)).findFirst();
    }

    /** For writes that need not look. */
    static final Sight NONE = new Sight() {

        @Override
        public <T> T look(Function<ReadTransaction, T> question) {
            throw new IllegalStateException("These writes depend on nothing");
        }

        @Override
        public <T> T lookAfter(List<ResourceWrite> writes, Function<ReadTransaction, T> question) {
            throw new IllegalStateException("These writes depend on nothing");
        }
    };

    private static <T> T inEntry(Entry entry, Supplier<T> work) {
        try {
            return work.get();
        } catch (FhirRefusal refusal) {
            throw entry.placed(refusal);
        }
    }
}
