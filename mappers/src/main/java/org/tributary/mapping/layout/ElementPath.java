package org.tributary.mapping.layout;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.model.ResourceType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a value goes in a resource: element names with a dot between, each with an index where it repeats
 * ({@code identifier[1].value}; without index it is the first).
 *
 * @param type
 *            the R4 type of the last element, in lower case, e.g. {@code codeableconcept}
 */
record ElementPath(String text, List<Step> steps, String type) {

    /** One element on the way. */
    record Step(String name, boolean repeats, int index) {

        @Override
        public String toString() {
            return repeats ? name + '[' + index + ']' : name;
        }
    }

    private static final FhirContext R4 = FhirContext.forR4Cached();
    private static final Pattern STEP = Pattern.compile("([A-Za-z][A-Za-z0-9]*)(?:\\[(\\d)\\])?");

    /**
     * @throws IllegalArgumentException
     *             when the resource type has no such element, saying which there are
     */
    static ElementPath of(String resourceType, String text) {
        BaseRuntimeElementDefinition<?> at = R4.getResourceDefinition(resourceType);
        List<Step> steps = new ArrayList<>();
        for (String part : text.split("\\.", -1)) {
            Matcher step = STEP.matcher(part);
            if (!step.matches()) {
                throw new IllegalArgumentException("'" + part + "' is no element name, with an index or without");
            }
            BaseRuntimeChildDefinition child = child(at, step.group(1));
            boolean repeats = child.getMax() != 1;
            if (!repeats && step.group(2) != null) {
                throw new IllegalArgumentException("'" + step.group(1) + "' does not repeat, so it has no index");
            }
            steps.add(new Step(step.group(1), repeats, step.group(2) == null ? 0 : Integer.parseInt(step.group(2))));
            at = child.getChildByName(step.group(1));
        }
        return new ElementPath(steps.stream().map(Step::toString).collect(Collectors.joining(".")), steps,
                at.getName().toLowerCase(Locale.ROOT));
    }

    static boolean isType(String name) {
        try {
            ResourceType.fromCode(name);
            return true;
        } catch (FHIRException e) {
            return false;
        }
    }

    /** The element that this one is a member of; empty for one of the resource itself. */
    String parent() {
        return steps.subList(0, steps.size() - 1).stream().map(Step::toString).collect(Collectors.joining("."));
    }

    void put(ObjectNode resource, JsonNode value) {
        ObjectNode at = resource;
        for (Step step : steps.subList(0, steps.size() - 1)) {
            at = step.repeats()
                    ? member(at.withArrayProperty(step.name()), step.index())
                    : at.withObjectProperty(step.name());
        }
        Step last = steps.getLast();
        if (last.repeats()) {
            ArrayNode array = at.withArrayProperty(last.name());
            member(array, last.index());
            array.set(last.index(), value);
        } else {
            at.set(last.name(), value);
        }
    }

    /** Elements that stay empty between filled ones are taken out when the resource is whole. */
    private static ObjectNode member(ArrayNode array, int index) {
        while (array.size() <= index) {
            array.addObject();
        }
        return array.get(index) instanceof ObjectNode object ? object : array.objectNode();
    }

    private static BaseRuntimeChildDefinition child(BaseRuntimeElementDefinition<?> at, String name) {
        if (at instanceof BaseRuntimeElementCompositeDefinition<?> composite
                && composite.getChildByName(name) != null && !ofModelOnly(name)) {
            return composite.getChildByName(name);
        }
        String known = at instanceof BaseRuntimeElementCompositeDefinition<?> composite
                ? composite.getChildren()
                        .stream()
                        .flatMap(child -> child.getValidChildNames().stream())
                        .filter(each -> !ofModelOnly(each))
                        .sorted()
                        .limit(40)
                        .collect(Collectors.joining(", "))
                : "none, it is a value";
        throw new IllegalArgumentException(
                "R4's " + at.getName() + " has no element '" + name + "'; it has " + known);
    }

    /** HAPI's model has, beside each reference, a member for the resource it leads to, which JSON does not have. */
    private static boolean ofModelOnly(String name) {
        return name.endsWith("Resource");
    }
}
