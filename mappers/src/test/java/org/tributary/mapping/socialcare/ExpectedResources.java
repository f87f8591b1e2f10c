package org.tributary.mapping.socialcare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tributary.mapping.MappedResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Expected resources by their key facts: every member given has to be there with that value, arrays with as many
 * elements. {@code "@name": "x"} names the resource (not a FHIR element); {@code "reference": "x"} is then a reference
 * to it. An extension array lists the facts that must be among those of the resource.
 */
final class ExpectedResources {

    private final JsonNode expected;

    ExpectedResources(JsonNode expected) {
        this.expected = expected;
    }

    void verify(List<MappedResource> current) {
        List<JsonNode> left = new ArrayList<>();
        current.forEach(resource -> left.add(JsonMapper.shared().readTree(resource.json())));
        List<JsonNode> wanted = new ArrayList<>();
        expected.forEach(wanted::add);
        Map<String, String> names = new HashMap<>();
        List<JsonNode> matches = new ArrayList<>();
        for (JsonNode fact : wanted) {
            JsonNode match = left.stream()
                    .filter(actual -> holds(fact, actual, names, false))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No current resource holds " + fact + " among " + left));
            left.remove(match);
            matches.add(match);
            if (fact.has("@name")) {
                names.put(fact.get("@name").asString(),
                        match.get("resourceType").asString() + '/' + match.get("id").asString());
            }
        }
        assertThat(left).as("current resources that are not expected").isEmpty();
        for (int i = 0; i < wanted.size(); i++) {
            JsonNode fact = wanted.get(i);
            JsonNode match = matches.get(i);
            assertThat(holds(fact, match, names, true)).as("references of %s in %s by %s", fact, match, names).isTrue();
        }
    }

    /**
     * @param all
     *            whether every name is known; until then a reference to an unknown one holds
     */
    private static boolean holds(JsonNode fact, JsonNode actual, Map<String, String> names, boolean all) {
        if (fact.isObject()) {
            return fact.propertyStream().allMatch(member -> {
                JsonNode there = actual.path(member.getKey());
                return switch (member.getKey()) {
                    case "@name" -> true;
                    case "reference" -> !all && !names.containsKey(member.getValue().asString())
                            || there.asString("").equals(names.get(member.getValue().asString()));
                    case "extension" -> member.getValue()
                            .valueStream()
                            .allMatch(wanted -> there.valueStream().anyMatch(each -> holds(wanted, each, names, all)));
                    default -> holds(member.getValue(), there, names, all);
                };
            });
        }
        if (fact.isArray()) {
            if (!actual.isArray() || fact.size() != actual.size()) {
                return false;
            }
            for (int i = 0; i < fact.size(); i++) {
                if (!holds(fact.get(i), actual.get(i), names, all)) {
                    return false;
                }
            }
            return true;
        }
        if (fact.isNull()) {
            return actual.isMissingNode();
        }
        return fact.isNumber()
                ? actual.isNumber() && fact.decimalValue().compareTo(actual.decimalValue()) == 0
                : fact.equals(actual);
    }
}
