package org.tributary.hub.fhir.terminology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A code system, its concepts in their order and its hierarchy: what is nested, and what the properties {@code parent}
 * and {@code child} say. Read token by token: as a tree 100,000 concepts would take ten times the room.
 */
final class CodeSystemContent {

    private final Map<String, String> members = new HashMap<>();
    private final List<Concept> concepts = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<Integer, List<Integer>> parents = new HashMap<>();
    private final Map<Integer, List<Integer>> children = new HashMap<>();
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
                    system.readConcepts(in, -1);
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

    private void readConcepts(JsonParser in, int parent) {
        while (in.nextToken() == JsonToken.START_OBJECT) {
            int place = concepts.size();
            concepts.add(new Concept(place, "", null, null, null, null));
            Map<String, String> texts = new HashMap<>();
            JsonNode designations = null;
            JsonNode properties = null;
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                if (name.equals("concept")) {
                    readConcepts(in, place);
                } else if (name.equals("designation")) {
                    designations = in.readValueAsTree();
                } else if (name.equals("property")) {
                    properties = in.readValueAsTree();
                } else if (value == JsonToken.VALUE_STRING) {
                    texts.put(name, in.getString());
                } else {
                    in.skipChildren();
                }
            }
            concepts.set(place, new Concept(place, texts.getOrDefault("code", ""), texts.get("display"),
                    texts.get("definition"), designations, properties));
            if (parent >= 0) {
                link(place, parent);
            }
        }
    }

    private void index() {
        for (Concept concept : concepts) {
            places.putIfAbsent(key(concept.code()), concept.place());
        }
        for (Concept concept : concepts) {
            if (concept.properties() != null) {
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
    }

    private void link(@Nullable Integer child, @Nullable Integer parent) {
        if (child != null && parent != null && !parents.getOrDefault(child, List.of()).contains(parent)) {
            parents.computeIfAbsent(child, place -> new ArrayList<>(1)).add(parent);
            children.computeIfAbsent(parent, place -> new ArrayList<>()).add(child);
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

    /** The concept and all below it, as numbers; it may be among them by more than one way. */
    BitSet descendants(Concept concept) {
        return closure(concept, place -> children.getOrDefault(place, List.of()));
    }

    /** The concept and all above it. */
    BitSet ancestors(Concept concept) {
        return closure(concept, place -> parents.getOrDefault(place, List.of()));
    }

    BitSet parents(Concept concept) {
        return places(parents.getOrDefault(concept.place(), List.of()));
    }

    BitSet children(Concept concept) {
        return places(children.getOrDefault(concept.place(), List.of()));
    }

    private static BitSet places(List<Integer> places) {
        BitSet set = new BitSet();
        places.forEach(set::set);
        return set;
    }

    private static BitSet closure(Concept concept, IntFunction<List<Integer>> next) {
        BitSet reached = new BitSet();
        Deque<Integer> waiting = new ArrayDeque<>(List.of(concept.place()));
        while (!waiting.isEmpty()) {
            int place = waiting.pop();
            if (!reached.get(place)) {
                reached.set(place);
                waiting.addAll(next.apply(place));
            }
        }
        return reached;
    }
}
