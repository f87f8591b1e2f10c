package org.tributary.mapping.hl7v2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lists of resources that messages repeat: a patient's allergies, a visit's diagnoses, procedures and observations. A
 * list that is complete replaces what was known (HL7 2.4, section 2.10.4, snapshot mode); one whose items say what to
 * do with them, or that can only add, changes what it names and leaves the rest.
 */
final class ListFold {

    private static final String ITEMS = "items";
    private static final String COMPLETE = "complete";

    private ListFold() {
    }

    /** Writes a list into a contribution. */
    static void write(ObjectNode facts, List<ObjectNode> items, boolean complete) {
        ArrayNode all = facts.withArrayProperty(ITEMS);
        items.forEach(all::add);
        if (complete) {
            facts.put(COMPLETE, true);
        }
    }

    static List<ObjectNode> fold(List<JsonNode> bodies) {
        Map<String, ObjectNode> resources = new LinkedHashMap<>();
        for (JsonNode body : bodies) {
            if (body.path(COMPLETE).asBoolean(false)) {
                resources.clear();
            }
            body.path(ITEMS).forEach(item -> resources.put(item.path("id").asString(), (ObjectNode) item));
        }
        return List.copyOf(resources.values());
    }
}
