package org.tributary.mapping.gpconnect;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimePrimitiveDatatypeDefinition;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.dstu3.model.EnumFactory;
import org.hl7.fhir.dstu3.model.Reference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * STU3 resources that have every element of their type once, choices in each of their types in turn, made from HAPI's
 * definitions. No two values are equal but codes and booleans, so that what is lost shows.
 */
final class FullResources {

    private static final FhirContext STU3 = FhirContext.forDstu3Cached();
    private static final int DEEPEST = 5;

    /** What a resource has that is not the sender's to say, or that the mapper treats apart. */
    private static final Set<String> LEFT_OUT = Set.of("id", "meta", "implicitRules", "language", "text", "contained",
            "extension", "modifierExtension");

    private final int choice;
    private int number;

    private FullResources(int choice) {
        this.choice = choice;
    }

    /**
     * @param choice
     *            which type elements of several types have, counted from 0 and beginning again at the end
     */
    static ObjectNode make(String type, int choice) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode().put("resourceType", type);
        new FullResources(choice).fill(resource, STU3.getResourceDefinition(type), 0);
        return resource;
    }

    private void fill(ObjectNode object, BaseRuntimeElementCompositeDefinition<?> definition, int depth) {
        for (BaseRuntimeChildDefinition child : definition.getChildren()) {
            if (LEFT_OUT.contains(child.getElementName())) {
                continue;
            }
            List<String> names = List.copyOf(new TreeSet<>(child.getValidChildNames()));
            String name = names.get(choice % names.size());
            value(child.getChildByName(name), child, depth)
                    .ifPresent(value -> object.set(name, child.getMax() == 1 ? value : array(value)));
        }
    }

    private Optional<JsonNode> value(BaseRuntimeElementDefinition<?> type, BaseRuntimeChildDefinition child,
            int depth) {
        if (type instanceof RuntimePrimitiveDatatypeDefinition primitive) {
            return Optional.of(primitive(primitive, child));
        }
        if (!(type instanceof BaseRuntimeElementCompositeDefinition<?> composite) || depth > DEEPEST) {
            return Optional.empty();
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        if (composite.getImplementingClass() == Reference.class) {
            return Optional.of(object.put("reference", "Organization/r" + ++number).put("display", "v" + ++number));
        }
        fill(object, composite, depth + 1);
        return object.isEmpty() ? Optional.empty() : Optional.of(object);
    }

    private JsonNode primitive(RuntimePrimitiveDatatypeDefinition type, BaseRuntimeChildDefinition child) {
        number++;
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (type.getName()) {
            case "boolean" -> nodes.booleanNode(true);
            case "decimal" -> nodes.numberNode(new BigDecimal(number + ".25"));
            case "integer", "positiveInt", "unsignedInt" -> nodes.numberNode(10_000 + number);
            case "date", "dateTime" -> nodes.stringNode(LocalDate.of(1990, 1, 1).plusDays(number).toString());
            case "instant" -> nodes.stringNode(LocalDate.of(1990, 1, 1).plusDays(number) + "T00:00:00Z");
            case "time" -> nodes.stringNode("%02d:%02d:00".formatted(number / 60 % 24, number % 60));
            case "base64Binary" -> nodes.stringNode("AAAA");
            case "uri", "oid", "uuid" -> nodes.stringNode("urn:v" + number);
            case "code" -> nodes.stringNode(code(child));
            default -> nodes.stringNode("v" + number);
        };
    }

    /** The first code of a closed list; elsewhere one that no list has. HAPI names a list's factory after its enum. */
    private String code(BaseRuntimeChildDefinition child) {
        if (!(child.getInstanceConstructorArguments() instanceof EnumFactory<?> factory)) {
            return "v" + number;
        }
        try {
            Class<?> codes = Class.forName(factory.getClass().getName().replaceFirst("EnumFactory$", ""));
            return String.valueOf(codes.getMethod("toCode").invoke(codes.getEnumConstants()[0]));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static ArrayNode array(JsonNode value) {
        return JsonNodeFactory.instance.arrayNode().add(value);
    }
}
