package org.tributary.hub.fhir.operation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.StoredResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The Composition of a patient summary, as it is put together. */
final class SummaryComposition {

    private static final String LOINC = "http://loinc.org";

    private final String base;
    private final Map<String, String> names;
    private final ObjectNode composition = JsonMapper.shared().createObjectNode();
    private final ArrayNode sections;

    /**
     * @param sources
     *            how many source Patients it is drawn from
     * @param now
     *            an R4 instant
     * @param names
     *            of Medications, by reference
     */
    SummaryComposition(String base, ResourceKey patient, int sources, String now, Map<String, String> names) {
        this.base = base;
        this.names = names;
        composition.put("resourceType", "Composition");
        composition.putObject("text")
                .put("status", "generated")
                .put("div", Narrative.list(
                        "Patient summary, put together by machine from %d source record%s on %s."
                                .formatted(sources, sources == 1 ? "" : "s", now),
                        List.of()));
        ObjectNode author = composition.putArray("contained").addObject();
        author.put("resourceType", "Device").put("id", "hub");
        author.putArray("deviceName").addObject().put("name", "Tributary").put("type", "other");
        composition.put("status", "final");
        code(composition.putObject("type"), LOINC, "60591-5", "Patient summary Document");
        composition.putObject("subject").put("reference", base + '/' + patient.reference());
        composition.put("date", now);
        composition.putArray("author").addObject().put("reference", "#hub").put("display", "Tributary");
        composition.put("title", "Patient summary");
        composition.put("confidentiality", "N");
        sections = composition.putArray("section");
    }

    private static void code(ObjectNode concept, String system, String code, String display) {
        concept.putArray("coding").addObject().put("system", system).put("code", code).put("display", display);
    }

    /**
     * Adds a section, its resources the latest first.
     *
     * @param readable
     *            whether the caller's token grants what would be in it
     */
    void add(SummarySection section, Map<StoredResource, JsonNode> resources, boolean readable) {
        ObjectNode json = sections.addObject();
        json.put("title", section.title());
        code(json.putObject("code"), LOINC, section.loinc(), section.title());
        List<Map.Entry<StoredResource, JsonNode>> ordered = new ArrayList<>(resources.entrySet());
        ordered.sort(Comparator.comparing(
                (Map.Entry<StoredResource, JsonNode> entry) -> Narrative.when(entry.getValue()).orElse(""),
                Comparator.reverseOrder()));
        String opening = !resources.isEmpty()
                ? ""
                : readable
                        ? "No information is available in the records that can be seen here. That does not mean "
                                + "that there is nothing."
                        : "This part of the record is not open to whoever asked.";
        json.putObject("text")
                .put("status", "generated")
                .put("div", Narrative.list(opening,
                        ordered.stream()
                                .map(entry -> Narrative.line(entry.getValue(), name(entry.getValue())))
                                .toList()));
        if (resources.isEmpty()) {
            code(json.putObject("emptyReason"), "http://terminology.hl7.org/CodeSystem/list-empty-reason",
                    "unavailable", "Unavailable");
        } else {
            ArrayNode entries = json.putArray("entry");
            ordered.forEach(
                    entry -> entries.addObject().put("reference", base + '/' + entry.getKey().key().reference()));
        }
    }

    private Optional<String> name(JsonNode resource) {
        return Optional.ofNullable(names.get(resource.path("medicationReference").path("reference").asString("")));
    }

    byte[] json() {
        return JsonMapper.shared().writeValueAsBytes(composition);
    }
}
