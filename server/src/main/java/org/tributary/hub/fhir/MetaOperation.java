package org.tributary.hub.fhir;

import java.util.Set;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirOperation;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.ResourceTypes;
import org.tributary.hub.store.StoredResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code $meta} of a resource (R4, "Operation-meta"): its profiles, tags and security labels. */
@Component
final class MetaOperation implements FhirOperation {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ReaderDatabase database;
    private final ResourceReader reader;

    MetaOperation(ReaderDatabase database, ResourceReader reader) {
        this.database = database;
        this.reader = reader;
    }

    @Override
    public Signature signature() {
        return new Signature("meta", "http://hl7.org/fhir/OperationDefinition/Resource-meta", ResourceTypes.all(),
                Set.of(Level.INSTANCE), false,
                Set.of());
    }

    @Override
    public Answer answer(FhirRequest request, Target target, OperationInput input) {
        ResourceKey key = ((Instance) target).key();
        Permissions.require(request.caller(), Interaction.READ, key.type());
        StoredResource stored = database.read(request.caller(), transaction -> reader.find(transaction, key))
                .orElseThrow(() -> FhirRefusal.notFound(key.reference()));
        if (stored.deleted()) {
            throw FhirRefusal.deleted(key);
        }
        return Answer.of(200, parameters(stored.json()));
    }

    /** Parameters whose one parameter is the resource's meta. */
    static byte[] parameters(byte[] resource) {
        JsonNode meta = JSON.readTree(resource).path("meta");
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("resourceType", "Parameters");
            json.writeArrayPropertyStart("parameter");
            json.writeStartObject();
            json.writeStringProperty("name", "return");
            json.writeName("valueMeta");
            json.writeRawValue(meta.toString());
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
