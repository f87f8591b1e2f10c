package org.tributary.hub.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.conformance.ProfileProblem;
import org.tributary.hub.fhir.IntendedWrites.Entry;
import org.tributary.hub.fhir.IntendedWrites.Result;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.FhirRequest.Returning;
import org.tributary.hub.fhir.exchange.OperationOutcomes;
import org.tributary.hub.ingest.FhirWrites;
import org.tributary.hub.ingest.ProfileRefused;
import org.tributary.hub.store.ForeignResource;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.ResourceWrite;
import org.tributary.hub.store.StoredResource;
import org.tributary.hub.store.VersionConflict;
import org.tributary.hub.store.WriteOutcome;

/** Does writing interactions, one alone or those of a transaction together, and says what became of them. */
@Component
final class WriteDoor {

    private final WriteIntents intents;
    private final FhirWrites writes;
    private final Conditions conditions;
    private final ReaderDatabase database;
    private final ResourceReader reader;

    WriteDoor(WriteIntents intents, FhirWrites writes, Conditions conditions, ReaderDatabase database,
            ResourceReader reader) {
        this.intents = intents;
        this.writes = writes;
        this.conditions = conditions;
        this.database = database;
        this.reader = reader;
    }

    /** What the interaction is to do, or a refusal. */
    WriteIntent intentOf(FhirRequest request, Route.Write route) {
        return intents.of(request, route);
    }

    /** An interaction that came alone. */
    Answer answer(FhirRequest request, Route.Write route) {
        return answer(request.caller(), request.base(), intentOf(request, route),
                request.preferences().returning().orElse(Returning.REPRESENTATION));
    }

    /** Does what an operation intends; answers with the resource as it is now. */
    Answer changed(FhirRequest request, WriteIntent intent) {
        return answer(request.caller(), request.base(), intent, Returning.REPRESENTATION);
    }

    private Answer answer(Caller caller, String base, WriteIntent intent, Returning returning) {
        Entry entry = new Entry(OptionalInt.empty(), Optional.empty(), intent);
        return answers(caller, List.of(entry), SentLinks.alone(base, conditions), returning).getFirst();
    }

    /** The interactions of a transaction, all or none; one answer each, in their order. */
    List<Answer> answers(FhirRequest request, List<Entry> entries) {
        List<ResourceBody> bodies = new ArrayList<>();
        for (Entry entry : entries) {
            switch (entry.intent()) {
                case WriteIntent.Create create -> bodies.add(create.body());
                case WriteIntent.Update update -> bodies.add(update.body());
                case WriteIntent.Patch patch -> {
                    // What is patched has its links already.
                }
                case WriteIntent.Delete delete -> {
                    // Nothing is sent.
                }
            }
        }
        return answers(request.caller(), entries,
                SentLinks.within(bodies, request.base(), request.caller(), conditions),
                request.preferences().returning().orElse(Returning.MINIMAL));
    }

    private List<Answer> answers(Caller caller, List<Entry> entries, SentLinks links,
            Returning returning) {
        IntendedWrites intended = new IntendedWrites(entries, conditions, reader, links);
        List<Result> results = intended.results(write(caller, intended));
        List<Optional<StoredResource>> written = returning == Returning.REPRESENTATION
                ? read(caller, results)
                : results.stream().map(result -> Optional.<StoredResource>empty()).toList();
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Answer answer = acknowledge(results.get(i));
            answers.add(switch (returning) {
                case MINIMAL -> answer;
                case REPRESENTATION -> written.get(i).map(StoredResource::json).map(answer::withBody).orElse(answer);
                case OPERATION_OUTCOME -> answer.withStatus(answer.status() == 204 ? 200 : answer.status())
                        .withOutcome(
                                OperationOutcomes.success(words(results.get(i)), doubts(intended, results.get(i))));
            });
        }
        return answers;
    }

    private List<WriteOutcome> write(Caller caller, IntendedWrites intended) {
        try {
            if (intended.depends()) {
                return writes.write(caller, intended);
            }
            intended.findTargets(IntendedWrites.NONE);
            List<ResourceWrite> decided = intended.decide(IntendedWrites.NONE);
            return decided.isEmpty() ? List.of() : writes.write(caller, decided, intended::doubt);
        } catch (ProfileRefused e) {
            throw FhirRefusal.together(e.problems()
                    .entrySet()
                    .stream()
                    .map(broken -> placed(intended, List.of(broken.getKey()),
                            FhirRefusal.notOfProfile(broken.getValue())))
                    .toList());
        } catch (VersionConflict e) {
            throw placed(intended, List.of(e.key()), Refusals.of(e));
        } catch (ForeignResource e) {
            throw placed(intended, e.keys(), Refusals.of(e));
        }
    }

    private static List<ProfileProblem> doubts(IntendedWrites intended, Result result) {
        return result instanceof IntendedWrites.Written written
                ? intended.listDoubts(written.outcome().key())
                : List.of();
    }

    private static FhirRefusal placed(IntendedWrites intended, List<ResourceKey> keys, FhirRefusal refusal) {
        return keys.stream()
                .flatMap(key -> intended.findEntry(key).stream())
                .findFirst()
                .map(entry -> entry.placed(refusal))
                .orElse(refusal);
    }

    /** The versions just written, where there is one and the caller may see it. */
    private List<Optional<StoredResource>> read(Caller caller, List<Result> results) {
        if (results.stream().noneMatch(IntendedWrites.Written.class::isInstance)) {
            return results.stream().map(WriteDoor::existing).toList();
        }
        return database.read(caller, transaction -> results.stream()
                .map(result -> result instanceof IntendedWrites.Written written
                        ? reader.findVersion(transaction, written.outcome().key(), written.outcome().version())
                        : existing(result))
                .toList());
    }

    private static Optional<StoredResource> existing(Result result) {
        return result instanceof IntendedWrites.Found found ? Optional.of(found.resource()) : Optional.empty();
    }

    /** Status, version and place of what was written. */
    private static Answer acknowledge(Result result) {
        return switch (result) {
            case IntendedWrites.Found found -> Answer
                    .versioned(200, found.resource().version(), found.resource().lastUpdated())
                    .withLocation(location(found.resource().key(), found.resource().version()));
            case IntendedWrites.Written written -> acknowledge(written.outcome());
            case IntendedWrites.Removed removed -> removed.outcomes().size() == 1
                    ? acknowledge(removed.outcomes().getFirst())
                    : Answer.empty(204);
        };
    }

    private static Answer acknowledge(WriteOutcome outcome) {
        return switch (outcome.change()) {
            case CREATED -> versioned(201, outcome);
            case UPDATED, UNCHANGED -> versioned(200, outcome);
            case DELETED -> Answer.versioned(204, outcome.version(), outcome.lastUpdated());
            case ABSENT -> Answer.empty(204);
        };
    }

    private static Answer versioned(int status, WriteOutcome outcome) {
        return Answer.versioned(status, outcome.version(), outcome.lastUpdated())
                .withLocation(location(outcome.key(), outcome.version()));
    }

    private static String location(ResourceKey key, int version) {
        return key.reference() + "/_history/" + version;
    }

    private static String words(Result result) {
        return switch (result) {
            case IntendedWrites.Found found -> found.resource().key().reference() + " was there already";
            case IntendedWrites.Written written -> words(written.outcome());
            case IntendedWrites.Removed removed -> removed.outcomes().size() == 1
                    ? words(removed.outcomes().getFirst())
                    : removed.outcomes().size() + " resources were deleted";
        };
    }

    private static String words(WriteOutcome outcome) {
        return outcome.key().reference() + switch (outcome.change()) {
            case CREATED -> " was created";
            case UPDATED -> " was updated";
            case UNCHANGED -> " is unchanged";
            case DELETED -> " was deleted";
            case ABSENT -> " was not there";
        };
    }
}
