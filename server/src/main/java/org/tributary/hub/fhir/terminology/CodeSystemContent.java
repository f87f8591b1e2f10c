package org.tributary.hub.fhir.terminology;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A code system, its concepts in their order and its hierarchy: what is nested, and what the properties {@code parent}
 * and {@code child} say. Read token by token: as a tree 100,000 concepts would take many times the room.
 */
final class CodeSystemContent {

    private final Map<String, String> members = new HashMap<>();
    private final List<Concept> concepts = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Hierarchy hierarchy = new Hierarchy();
    private boolean caseSensitive = true;

    private CodeSystemContent() {
    }

    static CodeSystemContent read(byte[] json) {
        CodeSystemContent system = new CodeSystemContent();
        try (JsonParser in = JsonMapper.shared().createParser(json)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                if (name.equals("concept")) {
                    system.readConcepts(in, json, -1);
                } else if (value == JsonToken.VALUE_STRING) {
                    system.members.put(name, in.getString());
                } else if (name.equals("caseSensitive")) {
                    system.caseSensitive = in.getBooleanValue();
                } else {
                    in.skipChildren();
                }
            }
        }
        system.index();
        return system;
    }

    private void readConcepts(JsonParser in, byte[] json, int parent) {
        while (in.nextToken() == JsonToken.START_OBJECT) {
            int place = concepts.size();
            concepts.add(new Concept(place, "", null, null, null, null, false, false));
            if (parent >= 0) {
                hierarchy.link(place, parent);
            }
            Map<String, String> texts = new HashMap<>();
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                if (name.equals("concept")) {
                    readConcepts(in, json, place);
                } else if (name.equals("designation") || name.equals("property")) {
                    texts.put(name, slice(in, json));
                } else if (value == JsonToken.VALUE_STRING) {
                    texts.put(name, in.getString());
                } else {
                    in.skipChildren();
                }
            }
            concepts.set(place, concept(place, texts));
        }
    }

    /** The JSON text of the array or object that begins here. */
    private static String slice(JsonParser in, byte[] json) {
        int from = (int) in.currentTokenLocation().getByteOffset();
        in.skipChildren();
        int to = (int) in.currentLocation().getByteOffset();
        return new String(json, from, to - from, StandardCharsets.UTF_8);
    }

    private static Concept concept(int place, Map<String, String> texts) {
        JsonNode properties = Concept.tree(texts.get("property"));
        boolean isAbstract = isTrue(properties, "notSelectable") || isTrue(properties, "abstract");
        boolean inactive = isTrue(properties, "inactive") || Concept.findProperty(properties, "status")
                .filter(List.of("retired", "inactive")::contains)
                .isPresent();
        return new Concept(place, texts.getOrDefault("code", ""), texts.get("display"), texts.get("definition"),
                texts.get("designation"), texts.get("property"), isAbstract, inactive);
    }

    private static boolean isTrue(JsonNode properties, String name) {
        return Concept.findProperty(properties, name).filter("true"::equals).isPresent();
    }

    private void index() {
        concepts.forEach(concept -> places.putIfAbsent(key(concept.code()), concept.place()));
        for (Concept concept : concepts) {
            for (JsonNode property : concept.properties()) {
                Integer other = places.get(key(property.path("valueCode").asString("")));
                switch (property.path("code").asString("")) {
                    case "parent", "subsumedBy" -> link(concept.place(), other);
                    case "child" -> link(other, concept.place());
                    default -> {
                        // Other properties say nothing of the hierarchy.
                    }
                }
            }
        }
    }

    private void link(@Nullable Integer child, @Nullable Integer parent) {
        if (child != null && parent != null) {
            hierarchy.link(child, parent);
        }
    }

    private String key(String code) {
        return caseSensitive ? code : code.toLowerCase(Locale.ROOT);
    }

    String url() {
        return members.getOrDefault("url", "");
    }

    Optional<String> find(String member) {
        return Optional.ofNullable(members.get(member));
    }

    /** Whether all its concepts are here; of fragments and examples some are not. */
    boolean complete() {
        return members.getOrDefault("content", "complete").equals("complete");
    }

    List<Concept> concepts() {
        return concepts;
    }

    Optional<Concept> findConcept(String code) {
        return Optional.ofNullable(places.get(key(code))).map(concepts::get);
    }

    /** The numbers of the concept and all below it. */
    BitSet descendants(Concept concept) {
        return hierarchy.descendantsOf(concept.place());
    }

    /** The numbers of the concept and all above it. */
    BitSet ancestors(Concept concept) {
        return hierarchy.ancestorsOf(concept.place());
    }

    BitSet parents(Concept concept) {
        return hierarchy.parentsOf(concept.place());
    }

    BitSet children(Concept concept) {
        return hierarchy.childrenOf(concept.place());
    }
}
