package org.tributary.mapping.hl7v2;

import java.util.regex.Pattern;
import org.tributary.mapping.support.CodeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * FHIR elements as JSON trees: several times faster than the R4 model, and decimals keep the digits they came with. Of
 * an element, empty texts and empty arrays are left out.
 */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {
    }

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static ArrayNode array() {
        return NODES.arrayNode();
    }

    static JsonNode text(String value) {
        return NODES.stringNode(value);
    }

    static JsonNode number(int value) {
        return NODES.numberNode(value);
    }

    static JsonNode flag(boolean value) {
        return NODES.booleanNode(value);
    }

    /** Sets a text unless it is empty. */
    static void put(ObjectNode object, String name, String text) {
        if (!text.isEmpty()) {
            object.put(name, text);
        }
    }

    /** Sets an element unless it has no content. */
    static void put(ObjectNode object, String name, JsonNode element) {
        if (!element.isContainer() || !element.isEmpty()) {
            object.set(name, element);
        }
    }

    static ArrayNode arrayOf(JsonNode element) {
        return array().add(element);
    }

    /** A code may hold no spaces but single ones within (FHIR data type code). */
    static String code(String text) {
        return SPACES.matcher(text).replaceAll(" ");
    }

    static ObjectNode coding(String system, String code, String display) {
        ObjectNode coding = object();
        put(coding, "system", system);
        put(coding, "code", code(code));
        put(coding, "display", display);
        return coding;
    }

    static ObjectNode coding(CodeMap.Target target) {
        return coding(target.system(), target.code(), target.display());
    }

    static ObjectNode concept(JsonNode coding) {
        ObjectNode concept = object();
        concept.set("coding", arrayOf(coding));
        return concept;
    }

    static ObjectNode reference(String reference, String display) {
        ObjectNode node = object();
        put(node, "reference", reference);
        put(node, "display", display);
        return node;
    }

    static ObjectNode identifier(String system, String value) {
        ObjectNode node = object();
        put(node, "system", system);
        put(node, "value", value);
        return node;
    }

    /** An extension with a value of the named type, e.g. {@code valueBoolean}. */
    static ObjectNode extension(String url, String valueName, JsonNode value) {
        ObjectNode node = object();
        node.put("url", url);
        node.set(valueName, value);
        return node;
    }

    static String write(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /** Reads what this package wrote. */
    static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("A contribution's body is not the JSON that this mapper writes", e);
        }
    }
}
