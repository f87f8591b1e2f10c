package org.tributary.hub.identity;

import java.util.Optional;

/** One line of a list of people found; the values are those of {@link PersonView}. */
public record PersonSummary(String id, String name, Optional<String> birthDate, Optional<String> gender,
        Optional<String> nhsNumber, Optional<String> address) {

    public static PersonSummary of(PersonView person) {
        return new PersonSummary(person.id(), person.name(), person.birthDate(), person.gender(), person.nhsNumber(),
                person.address());
    }
}
