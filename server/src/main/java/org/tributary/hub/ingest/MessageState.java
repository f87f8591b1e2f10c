package org.tributary.hub.ingest;

/**
 * Where a document ended. A document is kept in the same transaction as all that came of it, so a sender without an
 * answer sends again and nothing is ever half done.
 */
public enum MessageState {
    /** At least one record was accepted, and is visible in search and timeline. */
    COMMITTED,
    /** Nothing of it was accepted; the raw bytes are kept with the issues that say why. */
    REJECTED
}
