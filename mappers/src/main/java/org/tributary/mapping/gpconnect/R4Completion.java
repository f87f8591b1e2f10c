package org.tributary.mapping.gpconnect;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.TreeSet;
import org.tributary.mapping.MappingIssue.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a converted resource whole: the id it came with becomes an identifier when it has none, and an element that R4
 * requires but the source does not have says that it is absent (R4, data-absent-reason).
 */
final class R4Completion {

    static final String DATA_ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    private static final FhirContext R4 = FhirContext.forR4Cached();

    private final Issues issues;
    private final boolean marks;

    private R4Completion(Issues issues, boolean marks) {
        this.issues = issues;
        this.marks = marks;
    }

    /** Marks what is absent, and tells of it. */
    static R4Completion marking(Issues issues) {
        return new R4Completion(issues, true);
    }

    /** Only tells of what is absent. */
    static R4Completion telling(Issues issues) {
        return new R4Completion(issues, false);
    }

    void complete(ObjectNode r4, SourceResource source, Identity identity) {
        BaseRuntimeElementCompositeDefinition<?> definition = R4.getResourceDefinition(identity.r4Type());
        if (!source.sourceId().isEmpty() && !r4.has("identifier")) {
            identifier(r4, definition, source, identity);
        }
        requireAll(r4, definition, source.path());
    }

    /** Looks only for what R4 requires of a resource of the type. */
    void require(ObjectNode r4, String r4Type, String path) {
        requireAll(r4, R4.getResourceDefinition(r4Type), path);
    }

    private static void identifier(ObjectNode r4, BaseRuntimeElementCompositeDefinition<?> definition,
            SourceResource source, Identity identity) {
        BaseRuntimeChildDefinition child = definition.getChildByName("identifier");
        if (child != null) {
            ObjectNode identifier = child.getMax() == 1
                    ? r4.putObject("identifier")
                    : r4.putArray("identifier").addObject();
            identifier.put("system", identity.system()).put("value", source.sourceId());
        }
    }

    private void requireAll(ObjectNode object, BaseRuntimeElementCompositeDefinition<?> definition, String path) {
        for (BaseRuntimeChildDefinition child : definition.getChildren()) {
            if (child.getMin() > 0 && child.getValidChildNames().stream().noneMatch(name -> isThere(object, name))) {
                if (marks) {
                    sayAbsent(object, child);
                }
                issues.warn("required-element-absent", Kind.REQUIRED, path + '.' + child.getElementName(),
                        "R4 requires the element and the source does not have it; "
                                + (marks ? "it was marked as absent." : "in a record it would be marked as absent."),
                        "Send the element.");
            }
        }
        for (String name : List.copyOf(object.propertyNames())) {
            BaseRuntimeChildDefinition child = definition.getChildByName(name);
            if (child != null
                    && child.getChildByName(name) instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
                requireAllOf(object.path(name), composite, path + '.' + name);
            }
        }
    }

    private void requireAllOf(JsonNode value, BaseRuntimeElementCompositeDefinition<?> definition, String path) {
        if (value instanceof ObjectNode one) {
            requireAll(one, definition, path);
        } else {
            for (int i = 0; i < value.size(); i++) {
                requireAllOf(value.path(i), definition, path + '[' + i + ']');
            }
        }
    }

    private static boolean isThere(ObjectNode object, String name) {
        return object.has(name) || object.has('_' + name);
    }

    /** Of a choice of types the first by name that is a primitive: dateTime for occurrence, positiveInt for a dose. */
    private static void sayAbsent(ObjectNode object, BaseRuntimeChildDefinition child) {
        TreeSet<String> names = new TreeSet<>(child.getValidChildNames());
        String name = names.stream().filter(one -> isPrimitive(child, one)).findFirst().orElseGet(names::first);
        String member = isPrimitive(child, name) ? '_' + name : name;
        ObjectNode absent = child.getMax() == 1 ? object.putObject(member) : object.putArray(member).addObject();
        absent.putArray("extension").addObject().put("url", DATA_ABSENT).put("valueCode", "unknown");
    }

    private static boolean isPrimitive(BaseRuntimeChildDefinition child, String name) {
        BaseRuntimeElementDefinition<?> type = child.getChildByName(name);
        return type != null && !(type instanceof BaseRuntimeElementCompositeDefinition);
    }
}
