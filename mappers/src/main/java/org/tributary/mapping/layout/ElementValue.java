package org.tributary.mapping.layout;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The kinds of element that a column can fill. */
enum ElementValue {
    TEXT, DAY, MOMENT, INTEGER, DECIMAL, BOOLEAN, CODING, CONCEPT;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Map<String, ElementValue> OF_TYPE = Map.ofEntries(Map.entry("string", TEXT),
            Map.entry("code", TEXT), Map.entry("uri", TEXT), Map.entry("url", TEXT), Map.entry("canonical", TEXT),
            Map.entry("id", TEXT), Map.entry("markdown", TEXT), Map.entry("date", DAY), Map.entry("datetime", MOMENT),
            Map.entry("instant", MOMENT), Map.entry("integer", INTEGER), Map.entry("positiveint", INTEGER),
            Map.entry("unsignedint", INTEGER), Map.entry("decimal", DECIMAL), Map.entry("boolean", BOOLEAN),
            Map.entry("coding", CODING), Map.entry("codeableconcept", CONCEPT));

    static Optional<ElementValue> ofType(String type) {
        return Optional.ofNullable(OF_TYPE.get(type));
    }

    /** A value that stands as it is; empty when it is none of this kind. */
    Optional<JsonNode> literal(String text) {
        return switch (this) {
            case TEXT, DAY, MOMENT -> Optional.of(JSON.stringNode(text));
            case INTEGER -> text.matches("-?\\d{1,9}")
                    ? Optional.of(JSON.numberNode(Integer.parseInt(text)))
                    : Optional.empty();
            case DECIMAL -> text.matches("-?\\d{1,15}(\\.\\d{1,6})?")
                    ? Optional.of(JSON.numberNode(new BigDecimal(text)))
                    : Optional.empty();
            case BOOLEAN -> text.equals("true") || text.equals("false")
                    ? Optional.of(JSON.booleanNode(text.equals("true")))
                    : Optional.empty();
            case CODING, CONCEPT -> Optional.empty();
        };
    }

    /** What is wrong with a literal in its place; empty when R4 takes it. */
    Optional<String> problem(String resourceType, ElementPath path, String text) {
        Optional<JsonNode> value = literal(text);
        if (value.isEmpty()) {
            return Optional.of("that is no " + path.type());
        }
        ObjectNode resource = JsonMapper.shared().createObjectNode().put("resourceType", resourceType);
        path.put(resource, value.get());
        return problem(resource);
    }

    /** Why R4 does not take a resource; what R4 requires may be absent. */
    static Optional<String> problem(ObjectNode resource) {
        IParser strict = FhirContext.forR4Cached()
                .newJsonParser()
                .setParserErrorHandler(new StrictErrorHandler());
        try {
            strict.parseResource(resource.toString());
            return Optional.empty();
        } catch (DataFormatException | IllegalArgumentException e) {
            return Optional.of("R4 has no such value there");
        }
    }
}
