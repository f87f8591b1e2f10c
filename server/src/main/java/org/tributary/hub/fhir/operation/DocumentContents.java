package org.tributary.hub.fhir.operation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.ResourceTypes;
import org.tributary.hub.store.StoredResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What goes into a document beside its Composition: what that refers to, what those refer to and so on for three steps,
 * as far as the caller may see and read it. A reference to anything else stays as it is.
 */
@Component
final class DocumentContents {

    private static final int STEPS = 3;
    private static final Pattern RELATIVE = Pattern
            .compile("([A-Z][A-Za-z]+)/([A-Za-z0-9\\-.]{1,64})(?:/_history/[A-Za-z0-9\\-.]{1,64})?");

    private final ResourceReader resources;

    DocumentContents(ResourceReader resources) {
        this.resources = resources;
    }

    /** What the resources refer to beyond themselves, nearest first. */
    List<StoredResource> follow(ReadTransaction transaction, String base, Collection<JsonNode> from,
            Set<ResourceKey> known) {
        Map<ResourceKey, StoredResource> found = new LinkedHashMap<>();
        Collection<JsonNode> edge = from;
        for (int step = 0; step < STEPS && !edge.isEmpty(); step++) {
            Set<ResourceKey> wanted = new LinkedHashSet<>();
            edge.forEach(tree -> collect(tree, base, wanted));
            wanted.removeAll(known);
            wanted.removeAll(found.keySet());
            wanted.removeIf(key -> !transaction.caller().may(Interaction.READ, key.type()));
            List<JsonNode> next = new ArrayList<>();
            for (StoredResource resource : resources.findAll(transaction, wanted)) {
                found.put(resource.key(), resource);
                next.add(JsonMapper.shared().readTree(resource.json()));
            }
            edge = next;
        }
        return List.copyOf(found.values());
    }

    private static void collect(JsonNode node, String base, Set<ResourceKey> keys) {
        if (node.isObject() && node.path("reference").isString()) {
            key(node.path("reference").asString(), base).ifPresent(keys::add);
        }
        if (node.isContainer()) {
            node.values().forEach(child -> collect(child, base, keys));
        }
    }

    private static Optional<ResourceKey> key(String reference, String base) {
        String relative = reference.startsWith(base + '/') ? reference.substring(base.length() + 1) : reference;
        Matcher matcher = RELATIVE.matcher(relative);
        return matcher.matches() && ResourceTypes.isKnown(matcher.group(1))
                ? Optional.of(new ResourceKey(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    /**
     * The Bundle (R4, section 3.3.1).
     *
     * @param name
     *            a UUID as {@code urn:uuid:…}, which no other document has
     * @param timestamp
     *            an R4 instant
     */
    static byte[] bundle(String base, String name, String timestamp, String compositionUrl, byte[] composition,
            List<StoredResource> others) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("resourceType", "Bundle");
            json.writeObjectPropertyStart("identifier");
            json.writeStringProperty("system", "urn:ietf:rfc:3986");
            json.writeStringProperty("value", name);
            json.writeEndObject();
            json.writeStringProperty("type", "document");
            json.writeStringProperty("timestamp", timestamp);
            json.writeArrayPropertyStart("entry");
            json.writeStartObject();
            json.writeStringProperty("fullUrl", compositionUrl);
            json.writeName("resource");
            JsonText.writeStored(json, composition);
            json.writeEndObject();
            for (StoredResource other : others) {
                json.writeStartObject();
                json.writeStringProperty("fullUrl", base + '/' + other.key().reference());
                json.writeName("resource");
                JsonText.writeStored(json, other.json());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
