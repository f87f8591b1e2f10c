package org.tributary.hub.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A definition as the page builds it: it travels in the form, so that the page keeps nothing between requests and works
 * without scripts.
 *
 * @param match
 *            {@code all}, {@code any} or {@code none}
 * @param criteria
 *            none at first
 */
record CohortDraft(String match, ArrayNode criteria) {

    private static final List<String> MATCHES = List.of("all", "any", "none");
    private static final JsonMapper JSON = JsonMapper.shared();

    static CohortDraft empty() {
        return new CohortDraft("all", JSON.createArrayNode());
    }

    /** The one that a form brought back; empty when it is none. */
    static Optional<CohortDraft> parse(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return MATCHES.stream()
                    .filter(match -> json.size() == 1 && json.path(match).isArray())
                    .map(match -> new CohortDraft(match, (ArrayNode) json.path(match)))
                    .findFirst();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    CohortDraft matching(String other) {
        return MATCHES.contains(other) ? new CohortDraft(other, criteria) : this;
    }

    CohortDraft with(ObjectNode criterion) {
        return new CohortDraft(match, criteria.deepCopy().add(criterion));
    }

    CohortDraft without(int place) {
        ArrayNode left = criteria.deepCopy();
        if (place >= 0 && place < left.size()) {
            left.remove(place);
        }
        return new CohortDraft(match, left);
    }

    boolean isEmpty() {
        return criteria.isEmpty();
    }

    /** The definition; one without criteria is none yet. */
    byte[] json() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    /** For the form. */
    String text() {
        ObjectNode definition = JSON.createObjectNode();
        definition.set(match, criteria);
        return definition.toString();
    }
}
