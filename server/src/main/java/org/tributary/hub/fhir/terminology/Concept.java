package org.tributary.hub.fhir.terminology;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A concept of a code system.
 *
 * @param place
 *            its number in the code system, from 0
 * @param designations
 *            R4's array of them; null for none
 * @param properties
 *            likewise
 */
record Concept(int place, String code, @Nullable String display, @Nullable String definition,
        @Nullable JsonNode designations, @Nullable JsonNode properties) {

    /** The value of a property that is a simple one; its code where it is a Coding. */
    Optional<String> findProperty(String name) {
        return properties == null
                ? Optional.empty()
                : properties.valueStream()
                        .filter(property -> property.path("code").asString("").equals(name))
                        .flatMap(property -> property.properties().stream())
                        .filter(member -> member.getKey().startsWith("value"))
                        .map(member -> member.getValue().isObject()
                                ? member.getValue().path("code").asString("")
                                : member.getValue().asString(""))
                        .findFirst();
    }

    /** Whether it is no longer to be used. */
    boolean inactive() {
        return findProperty("inactive").filter("true"::equals).isPresent()
                || findProperty("status").filter(status -> status.equals("retired") || status.equals("inactive"))
                        .isPresent();
    }

    /** Whether it only groups others. */
    boolean isAbstract() {
        return findProperty("notSelectable").or(() -> findProperty("abstract")).filter("true"::equals).isPresent();
    }
}
