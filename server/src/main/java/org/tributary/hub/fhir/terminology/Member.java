package org.tributary.hub.fhir.terminology;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A code of a value set.
 *
 * @param display
 *            null when nobody says
 * @param designationsText
 *            the JSON of R4's array of them; null for none
 */
record Member(String system, @Nullable String version, String code, @Nullable String display,
        @Nullable String designationsText, boolean isAbstract, boolean inactive) {

    static Member of(CodeSystemContent system, Concept concept) {
        return new Member(system.url(), system.find("version").orElse(null), concept.code(), concept.display(),
                concept.designationsText(), concept.isAbstract(), concept.inactive());
    }

    /** An array, or missing. */
    JsonNode designations() {
        return Concept.tree(designationsText);
    }

    /** What makes it one of a set. */
    String key() {
        return system + '|' + code;
    }
}
