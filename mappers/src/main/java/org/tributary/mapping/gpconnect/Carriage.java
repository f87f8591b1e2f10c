package org.tributary.mapping.gpconnect;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeResourceBlockDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tributary.mapping.MappingIssue.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sees to it that nothing is lost between STU3 and R4 without a word. Whatever value of the source is nowhere in the
 * result either becomes an extension of the result, under the URL that FHIR reserves for the STU3 element, or an issue
 * that names its place.
 */
final class Carriage {

    private static final FhirContext STU3 = FhirContext.forDstu3Cached();

    /** Elements whose value R4 says in another way, and what need not be compared: narrative is rewritten as XHTML. */
    private static final Set<String> SAID_OTHERWISE = Set.of("resourceType", "Immunization.notGiven",
            "Immunization.status",
            "ProcedureRequest.status", "ReferralRequest.status", "text");

    /** Codes whose meaning became an element's name: R4 split Observation.related into hasMember and derivedFrom. */
    private static final Set<String> SAID_BY_NAME = Set.of("has-member", "derived-from");

    private final Issues issues;

    Carriage(Issues issues) {
        this.issues = issues;
    }

    void check(SourceResource source, ObjectNode r4) {
        Set<String> carried = new HashSet<>();
        collect(r4, carried);
        BaseRuntimeElementCompositeDefinition<?> definition = STU3.getResourceDefinition(source.type());
        for (String name : source.json().propertyNames()) {
            JsonNode value = source.json().path(name);
            if (SAID_OTHERWISE.contains(name) || SAID_OTHERWISE.contains(source.type() + '.' + name)
                    || isCarried(value, carried)) {
                continue;
            }
            BaseRuntimeChildDefinition child = definition.getChildByName(name);
            String type = child == null ? "" : dataType(child.getChildByName(name), name, child);
            if (type.isEmpty()) {
                tell(value, carried, source.path() + '.' + name);
            } else {
                extend(r4, Stu3Remainder.url(source.type() + '.' + name), type, value);
            }
        }
    }

    /** The name of an element's type as extensions spell it; empty for a structure that no extension can hold whole. */
    private static String dataType(BaseRuntimeElementDefinition<?> type, String name,
            BaseRuntimeChildDefinition child) {
        boolean whole = child.getElementName().equals(name) && !(type instanceof RuntimeResourceBlockDefinition)
                && !name.equals("extension") && !name.equals("modifierExtension") && !name.equals("meta");
        return whole ? Character.toUpperCase(type.getName().charAt(0)) + type.getName().substring(1) : "";
    }

    private static void extend(ObjectNode r4, String url, String type, JsonNode value) {
        for (JsonNode one : value.isArray() ? value : List.of(value)) {
            ObjectNode extension = r4.withArray("extension").addObject().put("url", url);
            extension.set("value" + type, one);
        }
    }

    private void tell(JsonNode value, Set<String> carried, String path) {
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                tell(value.path(i), carried, path + '[' + i + ']');
            }
        } else if (value.isObject()) {
            for (String name : value.propertyNames()) {
                if (!isUrlOfExtension(value, name)) {
                    tell(value.path(name), carried, path + '.' + name);
                }
            }
        } else if (!isCarried(value, carried)) {
            issues.inform("element-not-carried", Kind.NOT_SUPPORTED, path,
                    "R4 has no place for the element; it was dropped.", "Nothing: the loss is known.");
        }
    }

    private static boolean isCarried(JsonNode value, Set<String> carried) {
        if (value.isArray()) {
            return value.valueStream().allMatch(one -> isCarried(one, carried));
        }
        if (value.isObject()) {
            return value.propertyStream()
                    .allMatch(member -> isUrlOfExtension(value, member.getKey())
                            || isCarried(member.getValue(), carried));
        }
        return value.isNull() || carried.contains(value.asString()) || SAID_BY_NAME.contains(value.asString());
    }

    /** The URL of an extension that R4 has an element for does not appear in the result; its value does. */
    private static boolean isUrlOfExtension(JsonNode object, String name) {
        return name.equals("url") && (object.has("extension")
                || object.propertyStream().anyMatch(member -> member.getKey().startsWith("value")));
    }

    private static void collect(JsonNode value, Set<String> texts) {
        if (value.isContainer()) {
            value.forEach(child -> collect(child, texts));
        } else {
            texts.add(value.asString());
        }
    }
}
