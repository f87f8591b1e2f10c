package org.tributary.hub.store.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Checks a JSON tree against R4's definitions (R4, section "JSON Representation of Resources"): members and their
 * types, cardinality, the patterns of primitive values, closed lists of codes, choices, the underscore members of
 * primitive values, contained resources. Profiles, invariants and open code lists are not its business.
 */
public final class StructureCheck {

    /** More problems than these help nobody. */
    private static final int MOST_PROBLEMS = 20;

    /** A member's name is told only so far: it may be as long as the text. */
    private static final int TOLD_NAME = 64;

    /** Receives each problem: its place and one sentence. */
    public interface Problems {
        void add(String path, String message);
    }

    private final R4Definitions definitions = R4Definitions.shared();
    private final Problems problems;
    private int count;

    private StructureCheck(Problems problems) {
        this.problems = problems;
    }

    /** Checks a resource, whose tree is the object with {@code resourceType}. */
    public static void check(JsonNode resource, Problems problems) {
        new StructureCheck(problems).resource(resource, null);
    }

    private void resource(JsonNode node, @Nullable Place place) {
        JsonNode name = node.get("resourceType");
        if (!node.isObject() || name == null || !name.isString()) {
            problem(place, "A resource must be an object with the string resourceType");
            return;
        }
        R4Type type = definitions.findResource(name.stringValue());
        if (type == null) {
            problem(place, "resourceType must be one of R4's resource types");
            return;
        }
        object(node, type, place == null ? new Place(null, type.name(), -1) : place, true);
    }

    private void object(JsonNode node, R4Type type, Place place, boolean resource) {
        if (!node.isObject()) {
            problem(place, "An object is expected here");
            return;
        }
        if (node.isEmpty()) {
            problem(place, "An object must not be empty");
            return;
        }
        List<@Nullable R4Element> chosen = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String name = member.getKey();
            if (count >= MOST_PROBLEMS) {
                return;
            }
            if (resource && name.equals("resourceType")) {
                continue;
            }
            boolean underscore = name.startsWith("_");
            R4Element element = type.findElement(underscore ? name.substring(1) : name);
            if (element == null || underscore && !takesUnderscore(type, element)) {
                problem(new Place(place, told(name), -1), "There is no such element in " + type.name());
                continue;
            }
            choose(element, chosen, place);
            if (underscore) {
                primitiveParts(member.getValue(), element, node, new Place(place, name, -1));
            } else {
                values(member.getValue(), element, node, new Place(place, name, -1));
            }
        }
        required(node, type, place);
    }

    /** Only values that XML spells as elements can have an id and extensions. */
    private static boolean takesUnderscore(R4Type owner, R4Element element) {
        boolean attribute = element.name().equals("id") && owner.findElement("meta") == null
                || element.name().equals("url") && owner.name().equals("Extension");
        return element.type().isPrimitive() && !attribute;
    }

    private void choose(R4Element element, List<@Nullable R4Element> chosen, Place place) {
        int choice = element.choice();
        if (choice == R4Element.NO_CHOICE) {
            return;
        }
        while (chosen.size() <= choice) {
            chosen.add(null);
        }
        R4Element before = chosen.set(choice, element);
        if (before != null && before != element) {
            problem(place, "Only one of " + before.name() + " and " + element.name() + " is allowed");
        }
    }

    private void required(JsonNode node, R4Type type, Place place) {
        for (R4Element element : type.required()) {
            if (element.choice() == R4Element.NO_CHOICE ? !has(node, element) : !hasChoice(node, type, element)) {
                problem(place, "The element " + element.baseName() + " is required");
            }
        }
    }

    private static boolean hasChoice(JsonNode node, R4Type type, R4Element element) {
        return type.elements()
                .stream()
                .anyMatch(alternative -> alternative.choice() == element.choice() && has(node, alternative));
    }

    private static boolean has(JsonNode node, R4Element element) {
        return node.has(element.name()) || element.type().isPrimitive() && node.has('_' + element.name());
    }

    private void values(JsonNode value, R4Element element, JsonNode owner, Place place) {
        if (!element.repeats()) {
            if (value.isArray()) {
                problem(place, "One value is expected here, not an array");
            } else {
                value(value, element.type(), place);
            }
            return;
        }
        if (!value.isArray() || value.isEmpty()) {
            problem(place, "An array with at least one value is expected here");
            return;
        }
        if (value.size() > element.max()) {
            problem(place, "At most " + element.max() + " values are allowed here");
        }
        JsonNode parts = element.type().isPrimitive() ? owner.get('_' + element.name()) : null;
        for (int i = 0; i < value.size() && count < MOST_PROBLEMS; i++) {
            JsonNode item = value.get(i);
            boolean onlyParts = item.isNull() && parts != null && parts.isArray() && parts.hasNonNull(i);
            if (!onlyParts) {
                value(item, element.type(), new Place(place, null, i));
            }
        }
    }

    private void value(JsonNode value, R4Type type, Place place) {
        switch (type.kind()) {
            case COMPLEX -> object(value, type, place, false);
            case ANY_RESOURCE -> resource(value, place);
            case PRIMITIVE -> {
                String expected = type.rule().complaint(value);
                if (expected != null) {
                    problem(place, "The value must be " + expected);
                }
            }
        }
    }

    private void primitiveParts(JsonNode value, R4Element element, JsonNode owner, Place place) {
        if (!element.repeats()) {
            object(value, definitions.element(), place, false);
            return;
        }
        JsonNode values = owner.get(element.name());
        if (!value.isArray() || value.isEmpty()) {
            problem(place, "An array with at least one value is expected here");
            return;
        }
        if (values != null && values.isArray() && values.size() != value.size()) {
            problem(place, "The array must be as long as that of " + element.name());
        }
        for (int i = 0; i < value.size() && count < MOST_PROBLEMS; i++) {
            JsonNode item = value.get(i);
            boolean plain = item.isNull() && values != null && values.hasNonNull(i);
            if (!plain) {
                object(item, definitions.element(), new Place(place, null, i), false);
            }
        }
    }

    private void problem(@Nullable Place place, String message) {
        if (count++ < MOST_PROBLEMS) {
            problems.add(place == null ? "$" : place.toString(), message);
        }
    }

    /** A member's name as it may be shown: FHIR's own are letters, digits and underscores. */
    private static String told(String name) {
        String cut = name.length() > TOLD_NAME ? name.substring(0, TOLD_NAME) : name;
        return cut.replaceAll("[^A-Za-z0-9_-]", "?");
    }

    /** A place in the tree; spelled out only when a problem is told. */
    private record Place(@Nullable Place parent, @Nullable String name, int index) {

        @Override
        public String toString() {
            String own = name == null ? "[" + index + "]" : name;
            return parent == null ? own : name == null ? parent + own : parent + "." + own;
        }
    }
}
