package org.tributary.hub.cohort;

import java.util.List;
import java.util.Optional;
import org.tributary.hub.identity.PersonView;

/**
 * A page of the people who meet a definition, by id.
 *
 * @param next
 *            what the next page comes after; empty at the end
 */
public record CohortMembers(List<PersonView> people, Optional<String> next) {

    public CohortMembers {
        people = List.copyOf(people);
    }
}
