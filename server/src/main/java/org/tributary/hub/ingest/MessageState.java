package org.tributary.hub.ingest;

/**
 * Where a document is. A document whose sender waits for the answer is kept in the same transaction as all that came of
 * it, so it is COMMITTED or REJECTED from the moment it is there. One that a door has taken to be worked on later is
 * RECEIVED until then. MAPPED and LINKED are steps within that transaction: what is told of them is when they were
 * done.
 */
public enum MessageState {
    /** It is kept and waits to be worked on. */
    RECEIVED,
    /** It was mapped; told as a time only, since nobody ever sees a message so. */
    MAPPED,
    /** Its records were placed in persons; told as a time only, since nobody ever sees a message so. */
    LINKED,
    /** At least one record was accepted, and is visible in search and timeline. */
    COMMITTED,
    /** Nothing of it was accepted; the raw bytes are kept with the issues that say why. */
    REJECTED
}
