package org.tributary.hub.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.tributary.mapping.support.JsonGuard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The resources of one R4 bundle file, as if each stood on a line of its own (its entry's number). References by
 * {@code urn:uuid} to other entries become {@code Type/id}.
 */
final class BundleEntries {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(tools.jackson.databind.cfg.JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Path file;

    BundleEntries(Path file) {
        this.file = file;
    }

    static boolean isBundle(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(4_096), StandardCharsets.UTF_8);
            return start.replaceAll("\\s", "").contains("\"resourceType\":\"Bundle\"");
        }
    }

    ResourceLoad.BatchSource batches(int size) throws IOException {
        Iterator<BoundedLines.Line> entries = entries().iterator();
        return () -> {
            List<BoundedLines.Line> batch = new ArrayList<>();
            while (batch.size() < size && entries.hasNext()) {
                batch.add(entries.next());
            }
            return batch;
        };
    }

    private List<BoundedLines.Line> entries() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (JsonGuard.check(bytes).isPresent()) {
            // What is no JSON to be trusted is one bad line: checking it names the problem and its place.
            return List.of(new BoundedLines.Line(1, bytes, false));
        }
        JsonNode bundle = JSON.readTree(bytes);
        Map<String, String> references = new HashMap<>();
        for (JsonNode entry : bundle.path("entry")) {
            JsonNode resource = entry.path("resource");
            references.put(entry.path("fullUrl").asString(""),
                    resource.path("resourceType").asString("") + '/' + resource.path("id").asString(""));
        }
        List<BoundedLines.Line> lines = new ArrayList<>();
        long number = 0;
        for (JsonNode entry : bundle.path("entry")) {
            number++;
            resolve(entry.path("resource"), references);
            lines.add(new BoundedLines.Line(number, JSON.writeValueAsBytes(entry.path("resource")), false));
        }
        return lines;
    }

    private static void resolve(JsonNode node, Map<String, String> references) {
        if (node instanceof ObjectNode object) {
            String target = references.get(object.path("reference").asString(""));
            if (target != null && object.path("reference").asString("").startsWith("urn:")) {
                object.put("reference", target);
            }
        }
        node.forEach(child -> resolve(child, references));
    }
}
