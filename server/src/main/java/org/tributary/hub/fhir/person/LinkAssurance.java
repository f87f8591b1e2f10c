package org.tributary.hub.fhir.person;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tributary.hub.identity.PersonRecord;
import org.tributary.hub.identity.PersonRecord.Source;

/**
 * How sure a link is, in R4's code system {@code identity-assuranceLevel}: level 4 for the rule of NHS number and birth
 * date where the source has verified the number, level 3 for other rules, for what the source or a human said, and
 * level 2 for the weight of the evidence and for a rare name with the birth date. The Patient whom others were linked
 * to is as surely the person as the surest of them is; one that nothing is linked to has no level.
 */
final class LinkAssurance {

    private static final String ALONE = "alone";
    private static final String NUMBER_AND_BIRTH_DATE = "nhs-number-and-birth-date-";
    private static final List<String> WEAK = List.of("weights-", "rare-names-");

    private LinkAssurance() {
    }

    static Optional<String> of(Source source, PersonRecord person) {
        return level(source)
                .or(() -> person.sources()
                        .stream()
                        .flatMap(other -> level(other).stream())
                        .max(Comparator.naturalOrder()))
                .map(level -> "level" + level);
    }

    /** Empty for a Patient that was there before the others. */
    private static Optional<Integer> level(Source source) {
        if (source.rule().equals(ALONE)) {
            return Optional.empty();
        }
        if (WEAK.stream().anyMatch(source.rule()::startsWith)) {
            return Optional.of(2);
        }
        return Optional.of(source.rule().startsWith(NUMBER_AND_BIRTH_DATE) && source.verified() ? 4 : 3);
    }
}
