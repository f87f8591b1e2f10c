package org.tributary.hub.fhir.terminology;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A concept of a code system.
 *
 * @param place
 *            its number in the code system, from 0
 * @param designationsText
 *            the JSON of R4's array of them, which takes a fifth of a tree's room; null for none
 * @param propertiesText
 *            likewise
 * @param isAbstract
 *            whether it only groups others
 * @param inactive
 *            whether it is no longer to be used
 */
record Concept(int place, String code, @Nullable String display, @Nullable String definition,
        @Nullable String designationsText, @Nullable String propertiesText, boolean isAbstract, boolean inactive) {

    /** An array, or missing. */
    JsonNode properties() {
        return tree(propertiesText);
    }

    /** An array, or missing. */
    JsonNode designations() {
        return tree(designationsText);
    }

    static JsonNode tree(@Nullable String text) {
        return text == null ? JsonMapper.shared().missingNode() : JsonMapper.shared().readTree(text);
    }

    /** The value of a property that is a simple one; its code where it is a Coding. */
    Optional<String> findProperty(String name) {
        return findProperty(properties(), name);
    }

    static Optional<String> findProperty(JsonNode properties, String name) {
        return properties.valueStream()
                .filter(property -> property.path("code").asString("").equals(name))
                .flatMap(property -> property.properties().stream())
                .filter(member -> member.getKey().startsWith("value"))
                .map(member -> member.getValue().isObject()
                        ? member.getValue().path("code").asString("")
                        : member.getValue().asString(""))
                .findFirst();
    }
}
