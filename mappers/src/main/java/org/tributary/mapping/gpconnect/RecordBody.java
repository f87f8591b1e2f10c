package org.tributary.mapping.gpconnect;

import java.util.ArrayList;
import java.util.List;
import org.tributary.mapping.MappedResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The body of a contribution: {@code {"resources": […]}}, each the final R4 JSON. */
final class RecordBody {

    private RecordBody() {
    }

    static String write(List<ObjectNode> resources) {
        ObjectNode body = GpJson.MAPPER.createObjectNode();
        body.putArray("resources").addAll(resources);
        return GpJson.MAPPER.writeValueAsString(body);
    }

    static List<MappedResource> read(String body) {
        List<MappedResource> resources = new ArrayList<>();
        for (JsonNode resource : GpJson.MAPPER.readTree(body).path("resources")) {
            resources.add(new MappedResource(GpJson.text(resource, "resourceType"), GpJson.text(resource, "id"),
                    GpJson.MAPPER.writeValueAsString(resource)));
        }
        return resources;
    }
}
