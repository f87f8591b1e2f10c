package org.tributary.mapping.hl7v2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A report's messages, replayed in event order: a later result of the same code and sub-id replaces an earlier one, and
 * one that a later message does not repeat stays.
 */
final class ReportFold {

    /** The observations of a contribution, beside its slots. */
    static final String OBSERVATIONS = "observations";
    /** Marks an observation that changes the status of an earlier one and nothing else (OBX-11 U). */
    static final String STATUS_ONLY = "statusOnly";

    private final Slots slots = new Slots();
    private final Map<String, ObjectNode> observations = new LinkedHashMap<>();

    /** The report, followed by its observations in the order in which they were first told. */
    static List<ObjectNode> fold(String id, List<JsonNode> bodies) {
        ReportFold fold = new ReportFold();
        bodies.forEach(fold::apply);
        return fold.resources(id);
    }

    private void apply(JsonNode body) {
        slots.apply(Slots.readFrom(body));
        for (JsonNode node : body.path(OBSERVATIONS)) {
            ObjectNode observation = (ObjectNode) node;
            boolean statusOnly = observation.remove(STATUS_ONLY) != null;
            observations.merge(observation.path("id").asString(), observation,
                    (before, now) -> statusOnly ? before.set("status", now.path("status")) : now);
        }
    }

    private List<ObjectNode> resources(String id) {
        ObjectNode report = slots.resource("DiagnosticReport", id);
        ArrayNode results = Json.array();
        observations.keySet().forEach(key -> results.add(Json.reference("Observation/" + key, "")));
        Json.put(report, "result", results);
        List<ObjectNode> resources = new ArrayList<>(List.of(report));
        resources.addAll(observations.values());
        return resources;
    }
}
