package org.tributary.hub.identity.review;

import java.util.Set;
import java.util.UUID;
import org.tributary.hub.identity.linking.Answer;

/** What somebody wants to decide about source Patients and persons. */
public sealed interface LinkRequest {

    /** What the operation is called where decisions are told. */
    String operation();

    /** Answers a case of the review queue. */
    record Review(UUID id, Answer answer) implements LinkRequest {
        @Override
        public String operation() {
            return "review";
        }
    }

    /** Says that two Patients are one person. */
    record Link(String patient, String other) implements LinkRequest {
        @Override
        public String operation() {
            return "link";
        }
    }

    /** Says that two Patients are two people, whatever may come. */
    record NeverSame(String patient, String other) implements LinkRequest {
        @Override
        public String operation() {
            return "never-same";
        }
    }

    /** Takes a Patient out of its person. */
    record Unlink(String patient) implements LinkRequest {
        @Override
        public String operation() {
            return "unlink";
        }
    }

    /** Makes one person of two. */
    record Merge(String person, String other) implements LinkRequest {
        @Override
        public String operation() {
            return "merge";
        }
    }

    /**
     * Makes two people of a person.
     *
     * @param patients
     *            those that go together; the others stay together
     */
    record Split(String person, Set<String> patients) implements LinkRequest {

        public Split {
            patients = Set.copyOf(patients);
        }

        @Override
        public String operation() {
            return "split";
        }
    }
}
