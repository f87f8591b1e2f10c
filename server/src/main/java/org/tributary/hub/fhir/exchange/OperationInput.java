package org.tributary.hub.fhir.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.tributary.hub.store.ResourceBody;
import tools.jackson.databind.JsonNode;

/**
 * What an operation is given: the parameters of the query, then those of the Parameters resource in the body, in their
 * order; or another resource as the body, which is the one parameter {@code resource}.
 */
public record OperationInput(List<Value> values) {

    /**
     * One parameter.
     *
     * @param value
     *            the value, the resource, or for a parameter with parts the array of them, as JSON; a string for those
     *            of the query
     * @param kind
     *            {@code valueCode}, {@code valueCoding} and the like, {@code resource}, {@code part}, or {@code query}
     */
    public record Value(String name, String kind, JsonNode value) {

        /** A primitive's text; empty for anything else. */
        public Optional<String> text() {
            return value.isValueNode() ? Optional.of(value.asString()) : Optional.empty();
        }

        /** The parts of a parameter that has some. */
        public OperationInput parts() {
            return kind.equals("part") ? new OperationInput(read(value)) : new OperationInput(List.of());
        }
    }

    public OperationInput {
        values = List.copyOf(values);
    }

    /** Reads a request; a body that is no valid resource is refused. */
    public static OperationInput of(FhirRequest request) {
        List<Value> values = new ArrayList<>();
        request.parameters()
                .forEach(parameter -> values.add(new Value(parameter.name(), "query",
                        tools.jackson.databind.node.StringNode.valueOf(parameter.value()))));
        if (request.body().length > 0) {
            ResourceBody body = switch (ResourceBody.parse(request.body())) {
                case ResourceBody.Valid valid -> valid.body();
                case ResourceBody.Invalid invalid -> throw FhirRefusal.badStructure(invalid.problems());
            };
            if (body.type().equals("Parameters")) {
                values.addAll(read(body.tree().path("parameter")));
            } else {
                values.add(new Value("resource", "resource", body.tree()));
            }
        }
        return new OperationInput(values);
    }

    private static List<Value> read(JsonNode parameters) {
        List<Value> values = new ArrayList<>();
        for (JsonNode parameter : parameters) {
            String name = parameter.path("name").asString("");
            for (Map.Entry<String, JsonNode> member : parameter.properties()) {
                String kind = member.getKey();
                if (kind.startsWith("value") || kind.equals("resource") || kind.equals("part")) {
                    values.add(new Value(name, kind, member.getValue()));
                }
            }
        }
        return values;
    }

    /** The text of a primitive that may be given once. */
    public Optional<String> findText(String name) {
        return find(name).map(value -> value.text()
                .orElseThrow(() -> FhirRefusal.invalid("Parameter '" + name + "' must be a simple value")));
    }

    /** The texts of a primitive that may be given several times. */
    public List<String> listTexts(String name) {
        return listAll(name).stream()
                .map(value -> value.text()
                        .orElseThrow(() -> FhirRefusal.invalid("Parameter '" + name + "' must be a simple value")))
                .toList();
    }

    /** A resource as JSON. */
    public Optional<byte[]> findResource(String name) {
        return find(name).filter(value -> value.kind().equals("resource"))
                .map(value -> value.value().toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A parameter that may be given once. */
    public Optional<Value> find(String name) {
        List<Value> all = listAll(name);
        if (all.size() > 1) {
            throw FhirRefusal.invalid("Parameter '" + name + "' is given more than once");
        }
        return all.stream().findFirst();
    }

    public List<Value> listAll(String name) {
        return values.stream().filter(value -> value.name().equals(name)).toList();
    }

    /** Refuses, by name, a parameter that is none of these. */
    public void refuseOthers(Collection<String> known) {
        for (Value value : values) {
            if (!known.contains(value.name())) {
                throw FhirRefusal.notSupported("Parameter '%s' is not supported here; supported: %s".formatted(
                        FhirRefusal.shorten(value.name()), String.join(", ", new TreeSet<>(known))));
            }
        }
    }
}
