package org.tributary.hub.store.index;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** R4's own search parameters, read from HAPI's validation resources when first used. */
public final class R4Parameters {

    private static final String FILE = "/org/hl7/fhir/r4/model/sp/search-parameters.json";
    private static final R4Parameters SHARED = new R4Parameters();

    private final Map<String, List<ParameterSource>> byBase = new LinkedHashMap<>();
    private final Map<String, ParameterSource> byUrl = new LinkedHashMap<>();

    private R4Parameters() {
        List<JsonNode> resources = read();
        Map<String, String> types = new LinkedHashMap<>();
        resources.forEach(resource -> types.put(resource.get("url").stringValue(),
                resource.get("type").stringValue()));
        for (JsonNode resource : resources) {
            ParameterSource source = source(resource, types);
            byUrl.put(source.url(), source);
            for (JsonNode base : resource.get("base")) {
                byBase.computeIfAbsent(base.stringValue(), name -> new ArrayList<>()).add(source);
            }
        }
    }

    static R4Parameters shared() {
        return SHARED;
    }

    /** The one with this canonical URL. */
    public static Optional<ParameterSource> find(String url) {
        return Optional.ofNullable(SHARED.byUrl.get(url));
    }

    /** Those of a type, or of {@code Resource} or {@code DomainResource}. */
    List<ParameterSource> of(String base) {
        return byBase.getOrDefault(base, List.of());
    }

    private static ParameterSource source(JsonNode resource, Map<String, String> types) {
        return new ParameterSource(resource.get("code").stringValue(), resource.get("url").stringValue(),
                resource.get("type").stringValue(), resource.path("expression").asString(""),
                resource.path("target").valueStream().map(JsonNode::stringValue).toList(),
                resource.path("component")
                        .valueStream()
                        .map(part -> new ParameterSource.Part(part.get("expression").stringValue(),
                                types.getOrDefault(part.get("definition").stringValue(), "")))
                        .toList());
    }

    private static List<JsonNode> read() {
        try (InputStream file = R4Parameters.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("R4's search parameters are missing");
            }
            return JsonMapper.shared()
                    .readTree(file)
                    .get("entry")
                    .valueStream()
                    .map(entry -> entry.get("resource"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("R4's search parameters cannot be read", e);
        }
    }
}
