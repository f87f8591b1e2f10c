package org.tributary.hub.fhir.exchange;

import ca.uhn.fhir.rest.api.SummaryEnum;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tributary.hub.store.ResourceTypes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Leaves out of a resource, or of the resources of a Bundle, what {@code _elements}, {@code _summary=text} or
 * {@code _summary=data} do not ask for (R4, sections 3.1.1.5.8 and 3.1.1.5.9), and marks them SUBSETTED. Mandatory
 * elements stay; so do the digits of numbers. What a search includes is whole unless a summary is asked for.
 */
public final class Subset {

    private static final String TAGS = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue";

    private final SummaryEnum summary;
    private final List<String> elements;

    private Subset(SummaryEnum summary, List<String> elements) {
        this.summary = summary;
        this.elements = List.copyOf(elements);
    }

    /** Top-level elements. */
    public static Subset ofElements(List<String> elements) {
        return new Subset(SummaryEnum.FALSE, elements);
    }

    /** The text or the data. */
    public static Subset ofSummary(SummaryEnum summary) {
        return new Subset(summary, List.of());
    }

    public byte[] of(byte[] json) {
        ObjectNode resource = (ObjectNode) JsonText.EXACT.readTree(json);
        if (resource.path("resourceType").asString("").equals("Bundle")) {
            for (JsonNode entry : resource.path("entry")) {
                boolean asked = elements.isEmpty() || !entry.at("/search/mode").asString("").equals("include");
                if (asked && entry.path("resource") instanceof ObjectNode child) {
                    select(child);
                }
            }
        } else {
            select(resource);
        }
        return resource.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void select(ObjectNode resource) {
        String type = resource.path("resourceType").asString("");
        if (type.equals("OperationOutcome")) {
            return;
        }
        List<String> dropped = resource.propertyNames().stream().filter(name -> !keeps(type, name)).toList();
        resource.remove(dropped);
        ObjectNode tag = resource.withObject("/meta").withArray("/tag").addObject();
        tag.put("system", TAGS).put("code", "SUBSETTED");
    }

    private boolean keeps(String type, String member) {
        String name = member.startsWith("_") ? member.substring(1) : member;
        return switch (name) {
            case "resourceType", "id", "meta" -> true;
            case "text" -> summary == SummaryEnum.TEXT || elements.contains("text");
            default -> summary == SummaryEnum.DATA || ResourceTypes.isMandatory(type, name)
                    || elements.contains(ResourceTypes.elementName(type, name));
        };
    }
}
