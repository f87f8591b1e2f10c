package org.tributary.hub.fhir.terminology;

import java.util.Optional;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.store.ResourceKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which value set an operation is about: that of its URL's id, of {@code url}, or the one that was sent. */
final class ValueSetLookup {

    private ValueSetLookup() {
    }

    static JsonNode find(Library library, ReadTransaction transaction, Optional<ResourceKey> instance,
            OperationInput input) {
        Optional<String> url = input.findText("url");
        Optional<JsonNode> sent = input.findResource("valueSet")
                .or(() -> input.findResource("resource"))
                .map(json -> JsonMapper.shared().readTree(json));
        int given = (instance.isPresent() ? 1 : 0) + (url.isPresent() ? 1 : 0) + (sent.isPresent() ? 1 : 0);
        if (given != 1) {
            throw FhirRefusal.invalid("One value set must be named: by the URL's id, by 'url' or by 'valueSet'");
        }
        if (sent.isPresent()) {
            if (!sent.get().path("resourceType").asString("").equals("ValueSet")) {
                throw FhirRefusal.invalid("The resource that was sent is no ValueSet");
            }
            return sent.get();
        }
        if (instance.isPresent()) {
            return library.findTree(transaction, instance.get())
                    .orElseThrow(() -> FhirRefusal.notFound(instance.get().reference()));
        }
        return library.valueSet(transaction,
                url.orElseThrow() + input.findText("valueSetVersion").map(version -> '|' + version).orElse(""));
    }
}
