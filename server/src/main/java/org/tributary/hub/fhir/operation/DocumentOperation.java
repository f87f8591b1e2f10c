package org.tributary.hub.fhir.operation;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirOperation;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.ingest.FhirWrites;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.ResourceWrite;
import org.tributary.hub.store.StoredResource;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code Composition/{id}/$document} (R4, operations of Composition): a document Bundle of the Composition and what it
 * refers to; by POST with {@code persist} it is kept as a Bundle as well.
 */
@Component
final class DocumentOperation implements FhirOperation {

    private final ReaderDatabase database;
    private final ResourceReader resources;
    private final DocumentContents contents;
    private final FhirWrites writes;
    private final InstantSource clock = InstantSource.system();

    DocumentOperation(ReaderDatabase database, ResourceReader resources, DocumentContents contents,
            FhirWrites writes) {
        this.database = database;
        this.resources = resources;
        this.contents = contents;
        this.writes = writes;
    }

    @Override
    public Signature signature() {
        return new Signature("document", "http://hl7.org/fhir/OperationDefinition/Composition-document",
                Set.of("Composition"), Set.of(Level.INSTANCE), false,
                Set.of("persist"));
    }

    @Override
    public boolean writes(FhirRequest request) {
        return OperationInput.of(request).findText("persist").filter("true"::equals).isPresent();
    }

    @Override
    public Answer answer(FhirRequest request, Target target, OperationInput input) {
        ResourceKey composition = ((Instance) target).key();
        boolean persist = switch (input.findText("persist").orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw FhirRefusal.invalid("persist must be true or false");
        };
        if (persist && !request.method().equals("POST")) {
            throw FhirRefusal.invalid("persist needs POST: it writes a Bundle");
        }
        Permissions.require(request.caller(), Interaction.READ, "Composition");
        if (persist) {
            Permissions.require(request.caller(), Interaction.CREATE, "Bundle");
        }
        byte[] document = database.read(request.caller(),
                transaction -> document(transaction, request.base(), composition));
        return persist ? keep(request, document) : Answer.of(200, document);
    }

    private byte[] document(ReadTransaction transaction, String base, ResourceKey key) {
        StoredResource composition = resources.find(transaction, key)
                .filter(resource -> !resource.deleted())
                .orElseThrow(() -> FhirRefusal.notFound(key.reference()));
        List<StoredResource> others = contents.follow(transaction, base,
                List.of(JsonMapper.shared().readTree(composition.json())), Set.of(key));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return DocumentContents.bundle(base, "urn:uuid:" + UUID.randomUUID(), now.toString(),
                base + '/' + key.reference(), composition.json(), others);
    }

    private Answer keep(FhirRequest request, byte[] document) {
        ResourceKey key = new ResourceKey("Bundle", UUID.randomUUID().toString());
        ResourceBody body = switch (ResourceBody.parse(document)) {
            case ResourceBody.Valid valid -> valid.body().withId(key.id());
            case ResourceBody.Invalid invalid -> throw FhirRefusal.badStructure(invalid.problems());
        };
        writes.write(request.caller(), List.of(new ResourceWrite.Put(key, body, OptionalInt.empty())));
        return Answer.of(200, body.json()).withLocation(key.reference() + "/_history/1");
    }
}
