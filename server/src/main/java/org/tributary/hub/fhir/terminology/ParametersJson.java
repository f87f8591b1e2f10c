package org.tributary.hub.fhir.terminology;

import java.util.Optional;
import org.tributary.hub.fhir.exchange.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A Parameters resource as it is put together, or the parts of one of its parameters. */
final class ParametersJson {

    private final ArrayNode parameters = JsonMapper.shared().createArrayNode();

    ParametersJson add(String name, String kind, String value) {
        parameters.addObject().put("name", name).put(kind, value);
        return this;
    }

    ParametersJson add(String name, boolean value) {
        parameters.addObject().put("name", name).put("valueBoolean", value);
        return this;
    }

    ParametersJson add(String name, String kind, Optional<String> value) {
        value.ifPresent(text -> add(name, kind, text));
        return this;
    }

    ParametersJson add(String name, String kind, JsonNode value) {
        parameters.addObject().put("name", name).set(kind, value);
        return this;
    }

    ParametersJson add(String name, ParametersJson parts) {
        parameters.addObject().put("name", name).set("part", parts.parameters);
        return this;
    }

    Answer answer() {
        ObjectNode resource = JsonMapper.shared().createObjectNode().put("resourceType", "Parameters");
        resource.set("parameter", parameters);
        return Answer.of(200, JsonMapper.shared().writeValueAsBytes(resource));
    }
}
