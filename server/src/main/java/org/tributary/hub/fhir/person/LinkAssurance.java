package org.tributary.hub.fhir.person;

import java.util.Optional;
import org.tributary.hub.identity.PersonRecord.Source;

/**
 * How sure a link is, in R4's code system {@code identity-assuranceLevel}: level 4 for a rule on an NHS number that the
 * source has verified, level 3 for other rules. A Patient that nothing was compared with has none.
 */
final class LinkAssurance {

    private static final String ALONE = "alone";

    private LinkAssurance() {
    }

    static Optional<String> of(Source source) {
        if (source.rule().equals(ALONE)) {
            return Optional.empty();
        }
        return Optional.of(source.verified() ? "level4" : "level3");
    }
}
