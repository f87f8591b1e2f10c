package org.tributary.hub.fhir;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirOperation;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.store.MetaReader;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.ResourceTypes;
import org.tributary.hub.store.StoredResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code $meta} (R4, "Operation-meta"): the profiles, tags and security labels of a resource, or those in use by the
 * resources of a type, or of all types, that the caller sees.
 */
@Component
final class MetaOperation implements FhirOperation {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> LISTS = List.of("profile", "security", "tag");

    private final ReaderDatabase database;
    private final ResourceReader reader;
    private final MetaReader metas;

    MetaOperation(ReaderDatabase database, ResourceReader reader, MetaReader metas) {
        this.database = database;
        this.reader = reader;
        this.metas = metas;
    }

    @Override
    public Signature signature() {
        return new Signature("meta", "http://hl7.org/fhir/OperationDefinition/Resource-meta", ResourceTypes.all(),
                Set.of(Level.SYSTEM, Level.TYPE, Level.INSTANCE), false,
                Set.of());
    }

    @Override
    public Answer answer(FhirRequest request, Target target, OperationInput input) {
        return switch (target) {
            case Instance instance -> ofInstance(request.caller(), instance.key());
            case Type type -> {
                Permissions.require(request.caller(), Interaction.READ, type.type());
                yield inUse(request.caller(), List.of(type.type()));
            }
            case System system -> inUse(request.caller(), ResourceTypes.all()
                    .stream()
                    .filter(type -> request.caller().may(Interaction.READ, type))
                    .toList());
        };
    }

    private Answer ofInstance(Caller caller, ResourceKey key) {
        Permissions.require(caller, Interaction.READ, key.type());
        StoredResource stored = database.read(caller, transaction -> reader.find(transaction, key))
                .orElseThrow(() -> FhirRefusal.notFound(key.reference()));
        if (stored.deleted()) {
            throw FhirRefusal.deleted(key);
        }
        return Answer.of(200, parameters(stored.json()));
    }

    private Answer inUse(Caller caller, List<String> types) {
        if (types.isEmpty()) {
            throw FhirRefusal.notPermitted(Interaction.READ, "*");
        }
        List<StoredResource> carriers = database.read(caller, transaction -> metas.listCarriers(transaction, types))
                .orElseThrow(() -> FhirRefusal.of(422, IssueType.TOOCOSTLY,
                        "More than %d profiles, tags and labels are in use".formatted(MetaReader.MOST)));
        ObjectNode used = JSON.createObjectNode();
        for (String list : LISTS) {
            Map<String, JsonNode> distinct = new TreeMap<>();
            for (StoredResource carrier : carriers) {
                for (JsonNode value : JSON.readTree(carrier.json()).path("meta").path(list)) {
                    distinct.putIfAbsent(value.isObject()
                            ? value.path("system").asString("") + '|' + value.path("code").asString("")
                            : value.asString(), value);
                }
            }
            if (!distinct.isEmpty()) {
                used.putArray(list).addAll(distinct.values());
            }
        }
        return Answer.of(200, parametersOf(used));
    }

    /** Parameters whose one parameter is the resource's meta; none when that says nothing. */
    static byte[] parameters(byte[] resource) {
        return parametersOf(JSON.readTree(resource).path("meta"));
    }

    private static byte[] parametersOf(JsonNode meta) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("resourceType", "Parameters");
            if (!meta.isEmpty()) {
                json.writeArrayPropertyStart("parameter");
                json.writeStartObject();
                json.writeStringProperty("name", "return");
                json.writeName("valueMeta");
                json.writeRawValue(meta.toString());
                json.writeEndObject();
                json.writeEndArray();
            }
            json.writeEndObject();
        });
    }
}
