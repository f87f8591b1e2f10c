package org.tributary.hub.fhir.terminology;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A code of a value set.
 *
 * @param display
 *            null when nobody says
 * @param designations
 *            R4's array of them; null for none
 */
record Member(String system, @Nullable String version, String code, @Nullable String display,
        @Nullable JsonNode designations, boolean isAbstract, boolean inactive) {

    static Member of(CodeSystemContent system, Concept concept) {
        return new Member(system.url(), system.find("version").orElse(null), concept.code(), concept.display(),
                concept.designations(), concept.isAbstract(), concept.inactive());
    }

    /** What makes it one of a set. */
    String key() {
        return system + '|' + code;
    }
}
