package org.tributary.hub.fhir.patch;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.store.ResourceBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Adds profiles, tags and security labels to a resource's meta, or takes them away; the rest of the resource stays.
 * Codings are the same when system and code are.
 */
public record MetaChange(Kind kind, JsonNode meta) implements ResourcePatch {

    /** What is done with the values. */
    public enum Kind {
        ADD, DELETE
    }

    private static final List<String> LISTS = List.of("profile", "security", "tag");

    @Override
    public ResourceBody apply(byte[] resource) {
        ObjectNode tree = (ObjectNode) JsonText.EXACT.readTree(resource);
        ObjectNode own = tree.withObject("/meta");
        for (String list : LISTS) {
            for (JsonNode value : meta.path(list)) {
                switch (kind) {
                    case ADD -> add(own, list, value);
                    case DELETE -> delete(own, list, value);
                }
            }
        }
        return ResourcePatch.patched(tree.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void add(ObjectNode meta, String list, JsonNode value) {
        boolean known = meta.path(list).valueStream().anyMatch(own -> same(own, value));
        if (!known) {
            meta.withArray('/' + list).add(value);
        }
    }

    private static void delete(ObjectNode meta, String list, JsonNode value) {
        if (meta.path(list) instanceof ArrayNode own) {
            own.removeIf(each -> same(each, value));
            if (own.isEmpty()) {
                meta.remove(list);
            }
        }
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return one.isObject() && other.isObject()
                ? one.path("system").equals(other.path("system")) && one.path("code").equals(other.path("code"))
                : one.equals(other);
    }
}
