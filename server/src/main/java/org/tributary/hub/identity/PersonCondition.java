package org.tributary.hub.identity;

import java.util.List;
import org.tributary.hub.store.MatchingIds;

/** What a person who is looked for must meet. */
public sealed interface PersonCondition {

    /** Is one of these; a person that was retired is the one that stays. */
    record OneOf(List<String> persons) implements PersonCondition {

        public OneOf {
            persons = List.copyOf(persons);
        }
    }

    /** One of their source Patients that are visible is one of these. */
    record Linked(List<String> patients) implements PersonCondition {

        public Linked {
            patients = List.copyOf(patients);
        }
    }

    /** One of their source Patients that are visible matches a search. */
    record Matching(MatchingIds patients) implements PersonCondition {
    }
}
