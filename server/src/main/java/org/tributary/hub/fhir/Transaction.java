package org.tributary.hub.fhir;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.SubmittedBundle.Entry;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.BundleWriter;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.FhirRequest.Returning;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.fhir.exchange.RelativeUrl;
import org.tributary.hub.ingest.FhirWrites;
import org.tributary.hub.store.ForeignResource;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.ResourceWrite;
import org.tributary.hub.store.StoredResource;
import org.tributary.hub.store.VersionConflict;
import org.tributary.hub.store.WriteOutcome;

/**
 * A transaction (R4, section 3.1.0.11): its creates, updates and deletes are done together or not at all, deletes
 * first, then creates, then updates. References to other entries become references to what those entries write.
 */
@Component
final class Transaction {

    /** An entry and where it writes; a create has its new id by now. */
    private record Planned(Entry entry, Route route, ResourceKey key) {

        /** R4's processing order. */
        int rank() {
            return switch (entry.method()) {
                case "DELETE" -> 0;
                case "POST" -> 1;
                default -> 2;
            };
        }
    }

    private final FhirWrites writes;
    private final ReaderDatabase database;
    private final ResourceReader reader;

    Transaction(FhirWrites writes, ReaderDatabase database, ResourceReader reader) {
        this.writes = writes;
        this.database = database;
        this.reader = reader;
    }

    Answer answer(FhirRequest request, SubmittedBundle bundle) {
        List<Planned> plan = new ArrayList<>();
        for (Entry entry : bundle.entries()) {
            plan.add(inEntry(entry, () -> plan(request, entry)));
        }
        Map<ResourceKey, Integer> indexes = indexes(plan);
        BundleReferences references = new BundleReferences(plan.stream()
                .filter(planned -> planned.entry().fullUrl().isPresent())
                .collect(Collectors.toMap(planned -> planned.entry().fullUrl().get(),
                        planned -> planned.key().reference(), Transaction::twice)));
        plan.sort(Comparator.comparingInt(Planned::rank));
        List<ResourceWrite> ordered = plan.stream()
                .map(planned -> inEntry(planned.entry(), () -> write(planned, references)))
                .toList();
        List<WriteOutcome> outcomes = write(request, ordered, indexes);
        List<Answer> answers = answers(request, outcomes);
        Answer[] inBundleOrder = new Answer[answers.size()];
        for (int i = 0; i < answers.size(); i++) {
            inBundleOrder[plan.get(i).entry().index()] = answers.get(i);
        }
        return Answer.of(200,
                BundleWriter.responses("transaction-response", request.base(), List.of(inBundleOrder)));
    }

    private static Planned plan(FhirRequest request, Entry entry) {
        RelativeUrl target = entry.target();
        if (!target.parameters().isEmpty()) {
            throw FhirRefusal.notSupported("A conditional or searching request.url is not supported in a transaction");
        }
        if (entry.preconditions().ifNoneExist().isPresent()) {
            throw FhirRefusal.notSupported("Conditional create (request.ifNoneExist) is not supported");
        }
        if (entry.preconditions().ifNoneMatch().isPresent() || entry.preconditions().ifModifiedSince().isPresent()) {
            throw FhirRefusal
                    .notSupported("request.ifNoneMatch and request.ifModifiedSince are supported for read only");
        }
        Route route = Route.of(entry.method(), target.path());
        return switch (route) {
            case Route.Create create -> planned(request, entry, route, Interaction.CREATE,
                    InstanceWrites.newKey(create.type()));
            case Route.Update update -> planned(request, entry, route, Interaction.UPDATE, update.key());
            case Route.Delete delete -> planned(request, entry, route, Interaction.DELETE, delete.key());
            case Route.Capabilities ignored -> throw onlyWrites();
            case Route.SubmitBundle ignored -> throw onlyWrites();
            case Route.Search ignored -> throw onlyWrites();
            case Route.Read ignored -> throw onlyWrites();
            case Route.ReadVersion ignored -> throw onlyWrites();
            case Route.History ignored -> throw onlyWrites();
            case Route.Operation ignored -> throw onlyWrites();
        };
    }

    private static Planned planned(FhirRequest request, Entry entry, Route route, Interaction interaction,
            ResourceKey key) {
        Permissions.require(request.caller(), interaction, key.type());
        return new Planned(entry, route, key);
    }

    private static FhirRefusal onlyWrites() {
        return FhirRefusal.notSupported("Reads and searches are not supported in a transaction; send them in a batch");
    }

    /** Where each resource is written: no two entries may have the same one. */
    private static Map<ResourceKey, Integer> indexes(List<Planned> plan) {
        Map<ResourceKey, Integer> indexes = new HashMap<>();
        for (Planned planned : plan) {
            Integer earlier = indexes.put(planned.key(), planned.entry().index());
            if (earlier != null) {
                throw FhirRefusal.invalid("%s is written by entry %d already".formatted(planned.key().reference(),
                        earlier)).inEntry(planned.entry().index());
            }
        }
        return indexes;
    }

    private static String twice(String first, String second) {
        throw FhirRefusal.invalid("Two entries that write %s and %s have the same fullUrl".formatted(first, second));
    }

    private static ResourceWrite write(Planned planned, BundleReferences references) {
        Entry entry = planned.entry();
        ResourceKey key = planned.key();
        OptionalInt ifMatch = InstanceWrites.ifMatch(entry.preconditions().ifMatch());
        if (planned.route() instanceof Route.Delete) {
            return new ResourceWrite.Delete(key, ifMatch);
        }
        if (planned.route() instanceof Route.Create) {
            if (ifMatch.isPresent()) {
                throw FhirRefusal.notSupported("request.ifMatch is supported for update and delete only");
            }
            return new ResourceWrite.Put(key, references.resolve(
                    InstanceWrites.parse(entry.resource(), key.type()).withId(key.id()), entry.fullUrl()), ifMatch);
        }
        return new ResourceWrite.Put(key,
                references.resolve(InstanceWrites.parseFor(entry.resource(), key), entry.fullUrl()), ifMatch);
    }

    private List<WriteOutcome> write(FhirRequest request, List<ResourceWrite> ordered,
            Map<ResourceKey, Integer> indexes) {
        try {
            return writes.write(request.caller(), ordered);
        } catch (VersionConflict e) {
            throw Refusals.of(e).inEntry(indexes.getOrDefault(e.key(), 0));
        } catch (ForeignResource e) {
            throw Refusals.of(e)
                    .inEntry(e.keys()
                            .stream()
                            .mapToInt(key -> indexes.getOrDefault(key, 0))
                            .min()
                            .orElse(0));
        }
    }

    private List<Answer> answers(FhirRequest request, List<WriteOutcome> outcomes) {
        Map<ResourceKey, StoredResource> written = request.preferences()
                .returning()
                .orElse(Returning.MINIMAL) == Returning.REPRESENTATION ? read(request, outcomes) : Map.of();
        return outcomes.stream().map(outcome -> {
            StoredResource stored = written.get(outcome.key());
            Answer answer = InstanceWrites.acknowledge(outcome);
            return stored == null ? answer : answer.withBody(stored.json());
        }).toList();
    }

    private Map<ResourceKey, StoredResource> read(FhirRequest request, List<WriteOutcome> outcomes) {
        List<ResourceKey> keys = outcomes.stream().map(WriteOutcome::key).toList();
        return database.read(request.caller(), transaction -> reader.findAll(transaction, keys))
                .stream()
                .collect(Collectors.toMap(StoredResource::key, stored -> stored));
    }

    private static <T> T inEntry(Entry entry, Supplier<T> work) {
        try {
            return work.get();
        } catch (FhirRefusal refusal) {
            throw refusal.inEntry(entry.index());
        }
    }
}
