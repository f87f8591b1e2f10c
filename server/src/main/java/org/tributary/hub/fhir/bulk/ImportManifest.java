package org.tributary.hub.fhir.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.MediaTypes;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.store.ResourceTypes;
import org.tributary.mapping.support.JsonGuard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is to be imported, as a Parameters resource or as plain JSON of the same names: {@code inputFormat},
 * {@code inputSource}, {@code storageDetail} and any number of {@code input} with {@code type} and {@code url}.
 */
record ImportManifest(List<Input> inputs) {

    /** A file. */
    record Input(String type, String url) {
    }

    static final Set<String> NAMES = Set.of("inputFormat", "inputSource", "storageDetail", "input");

    ImportManifest {
        inputs = List.copyOf(inputs);
        if (inputs.isEmpty()) {
            throw FhirRefusal.invalid("An import needs at least one 'input' with 'type' and 'url'");
        }
        for (Input input : inputs) {
            if (!ResourceTypes.isKnown(input.type())) {
                throw FhirRefusal.invalid("An input's type '%s' is no resource type of R4"
                        .formatted(FhirRefusal.shorten(input.type())));
            }
        }
    }

    /** What a body that is no resource says; empty for a resource, and for what is no JSON. */
    static Optional<ImportManifest> ofPlainJson(byte[] body) {
        if (JsonGuard.check(body).isEmpty()) {
            JsonNode json = JsonMapper.shared().readTree(body);
            if (json.isObject() && !json.has("resourceType")) {
                return Optional.of(ofPlainJson(json));
            }
        }
        return Optional.empty();
    }

    static ImportManifest of(OperationInput input) {
        checkFormat(input.findText("inputFormat"));
        return new ImportManifest(input.listAll("input")
                .stream()
                .map(OperationInput.Value::parts)
                .map(parts -> new Input(parts.findText("type").orElse(""), parts.findText("url").orElse("")))
                .toList());
    }

    private static ImportManifest ofPlainJson(JsonNode json) {
        List<Input> inputs = new ArrayList<>();
        json.properties().forEach(member -> {
            if (!NAMES.contains(member.getKey()) && !member.getKey().equals("inputs")) {
                throw FhirRefusal.notSupported("Member '%s' is not supported in an import".formatted(
                        FhirRefusal.shorten(member.getKey())));
            }
        });
        checkFormat(Optional.ofNullable(json.get("inputFormat")).map(format -> format.asString("")));
        for (String name : List.of("input", "inputs")) {
            for (JsonNode input : json.path(name)) {
                inputs.add(new Input(input.path("type").asString(""), input.path("url").asString("")));
            }
        }
        return new ImportManifest(inputs);
    }

    private static void checkFormat(Optional<String> format) {
        if (format.isPresent() && !MediaTypes.NDJSON.contains(format.get())) {
            throw FhirRefusal.notSupported("inputFormat '%s' is not supported; supported: application/fhir+ndjson"
                    .formatted(FhirRefusal.shorten(format.get())));
        }
    }
}
