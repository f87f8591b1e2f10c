package org.tributary.hub.fhir;

import java.util.OptionalInt;
import java.util.Set;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirOperation;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.fhir.exchange.OperationInput.Value;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.fhir.patch.MetaChange;
import org.tributary.hub.fhir.patch.MetaChange.Kind;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceTypes;

/**
 * {@code $meta-add} and {@code $meta-delete} of a resource (R4, "Operation-meta-add" and "Operation-meta-delete"). What
 * is stored never changes without a new version, so a change of meta makes one.
 */
final class MetaChangeOperation implements FhirOperation {

    private final String name;
    private final Kind kind;
    private final WriteDoor writes;

    MetaChangeOperation(String name, Kind kind, WriteDoor writes) {
        this.name = name;
        this.kind = kind;
        this.writes = writes;
    }

    @Override
    public Signature signature() {
        return new Signature(name, "http://hl7.org/fhir/OperationDefinition/Resource-" + name, ResourceTypes.all(),
                Set.of(Level.INSTANCE), true,
                Set.of("meta"));
    }

    @Override
    public Answer answer(FhirRequest request, Target target, OperationInput input) {
        ResourceKey key = ((Instance) target).key();
        Permissions.require(request.caller(), Interaction.UPDATE, key.type());
        Permissions.require(request.caller(), Interaction.READ, key.type());
        Value meta = input.find("meta")
                .filter(value -> value.kind().equals("valueMeta"))
                .orElseThrow(() -> FhirRefusal.invalid("The parameter 'meta', a valueMeta, is missing"));
        WriteIntent change = new WriteIntent.Patch(new WriteIntent.Named(key), new MetaChange(kind, meta.value()),
                OptionalInt.empty());
        Answer changed = writes.changed(request, change);
        return changed.body().map(resource -> changed.withBody(MetaOperation.parameters(resource))).orElse(changed);
    }
}
