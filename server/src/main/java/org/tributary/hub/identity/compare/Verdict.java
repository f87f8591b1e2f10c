package org.tributary.hub.identity.compare;

/** What follows from comparing two Patients. */
public enum Verdict {
    /** One person, without asking anybody. */
    LINK,
    /** For a human to decide. */
    REVIEW,
    /** Nothing to link and nothing to ask. */
    APART
}
