package org.tributary.hub.fhir.patch;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.store.ResourceBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps a patch from leaving a narrative that contradicts the data beside it (R4, section 3.1.0.6). A narrative that
 * was generated from the data goes when the patch changes the data and leaves the narrative; one with content of its
 * own (status {@code additional}) stays.
 */
public final class SafeNarrative {

    private static final Set<String> FROM_DATA = Set.of("generated", "extensions");
    private static final List<String> NOT_TOLD = List.of("id", "meta", "text");

    private SafeNarrative() {
    }

    /** The patched resource as it may be stored. */
    public static ResourceBody of(byte[] before, ResourceBody patched) {
        ObjectNode was = (ObjectNode) JsonText.EXACT.readTree(before);
        ObjectNode is = (ObjectNode) JsonText.EXACT.readTree(patched.json());
        JsonNode text = is.path("text");
        if (!FROM_DATA.contains(text.path("status").asString("")) || !text.equals(was.path("text"))
                || data(was).equals(data(is))) {
            return patched;
        }
        is.remove("text");
        return ResourcePatch.patched(is.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode data(ObjectNode resource) {
        return resource.deepCopy().remove(NOT_TOLD);
    }
}
