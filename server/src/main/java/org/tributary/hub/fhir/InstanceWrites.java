package org.tributary.hub.fhir;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.FhirRequest.Returning;
import org.tributary.hub.fhir.exchange.OperationOutcomes;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.ingest.FhirWrites;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.ResourceWrite;
import org.tributary.hub.store.StoredResource;
import org.tributary.hub.store.WriteOutcome;

/**
 * create, update (which may create) and delete (R4, sections 3.1.0.4 to 3.1.0.8). What was sent is stored as it came.
 */
@Component
final class InstanceWrites {

    private final FhirWrites writes;
    private final ReaderDatabase database;
    private final ResourceReader reader;

    InstanceWrites(FhirWrites writes, ReaderDatabase database, ResourceReader reader) {
        this.writes = writes;
        this.database = database;
        this.reader = reader;
    }

    Answer create(FhirRequest request, String type) {
        Permissions.require(request.caller(), Interaction.CREATE, type);
        ResourceKey key = newKey(type);
        ResourceBody body = parse(request.body(), type).withId(key.id());
        return answer(request, write(request, new ResourceWrite.Put(key, body, OptionalInt.empty())));
    }

    Answer update(FhirRequest request, ResourceKey key) {
        Permissions.require(request.caller(), Interaction.UPDATE, key.type());
        OptionalInt ifMatch = ifMatch(request.preconditions().ifMatch());
        ResourceBody body = parseFor(request.body(), key);
        return answer(request, write(request, new ResourceWrite.Put(key, body, ifMatch)));
    }

    Answer delete(FhirRequest request, ResourceKey key) {
        Permissions.require(request.caller(), Interaction.DELETE, key.type());
        OptionalInt ifMatch = ifMatch(request.preconditions().ifMatch());
        return answer(request, write(request, new ResourceWrite.Delete(key, ifMatch)));
    }

    private WriteOutcome write(FhirRequest request, ResourceWrite write) {
        return writes.write(request.caller(), List.of(write)).getFirst();
    }

    private Answer answer(FhirRequest request, WriteOutcome outcome) {
        Answer answer = acknowledge(outcome);
        boolean deletion = answer.status() == 204;
        return switch (request.preferences().returning().orElse(Returning.REPRESENTATION)) {
            case MINIMAL -> answer;
            case REPRESENTATION -> deletion ? answer : representation(request, outcome, answer);
            case OPERATION_OUTCOME -> answer.withStatus(deletion ? 200 : answer.status())
                    .withBody(OperationOutcomes.success(outcome.key().reference() + ' ' + words(outcome.change())));
        };
    }

    /** The version just written, unless the caller may write but not see it. */
    private Answer representation(FhirRequest request, WriteOutcome outcome, Answer answer) {
        return database.read(request.caller(),
                transaction -> reader.findVersion(transaction, outcome.key(), outcome.version()))
                .map(StoredResource::json)
                .map(answer::withBody)
                .orElse(answer);
    }

    /** Status, version and place of what was written. */
    static Answer acknowledge(WriteOutcome outcome) {
        String location = outcome.key().reference() + "/_history/" + outcome.version();
        return switch (outcome.change()) {
            case CREATED -> Answer.versioned(201, outcome.version(), outcome.lastUpdated()).withLocation(location);
            case UPDATED, UNCHANGED ->
                Answer.versioned(200, outcome.version(), outcome.lastUpdated()).withLocation(location);
            case DELETED -> Answer.versioned(204, outcome.version(), outcome.lastUpdated());
            case ABSENT -> Answer.empty(204);
        };
    }

    private static String words(WriteOutcome.Change change) {
        return switch (change) {
            case CREATED -> "was created";
            case UPDATED -> "was updated";
            case UNCHANGED -> "is unchanged";
            case DELETED -> "was deleted";
            case ABSENT -> "was not there";
        };
    }

    static ResourceKey newKey(String type) {
        return new ResourceKey(type, UUID.randomUUID().toString());
    }

    static OptionalInt ifMatch(Optional<String> header) {
        return header.isPresent() ? OptionalInt.of(EntityTags.parseIfMatch(header.get())) : OptionalInt.empty();
    }

    /** The resource that was sent, which must be of the type that the URL names. */
    static ResourceBody parse(byte[] json, String type) {
        if (json.length == 0) {
            throw FhirRefusal.invalid("The body is empty: a " + type + " is expected");
        }
        ResourceBody body = switch (ResourceBody.parse(json)) {
            case ResourceBody.Valid valid -> valid.body();
            case ResourceBody.Invalid invalid -> throw FhirRefusal.badStructure(invalid.problems());
        };
        if (!body.type().equals(type)) {
            throw FhirRefusal.invalid("The URL names the type %s, the body is a %s".formatted(type, body.type()));
        }
        return body;
    }

    /** The resource that was sent, which must be the one that the URL names. */
    static ResourceBody parseFor(byte[] json, ResourceKey key) {
        ResourceBody body = parse(json, key.type());
        String id = body.id()
                .orElseThrow(() -> FhirRefusal.invalid(
                        "The body has no id; an update needs the one of the URL, '%s'".formatted(key.id())));
        if (!id.equals(key.id())) {
            throw FhirRefusal.invalid("The id of the body is not that of the URL, '%s'".formatted(key.id()));
        }
        return body;
    }
}
