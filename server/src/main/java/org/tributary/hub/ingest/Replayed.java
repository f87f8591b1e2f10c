package org.tributary.hub.ingest;

/**
 * What came of sending a message's bytes through its mapper again.
 *
 * @param accepted
 *            false when the mapper refuses it now; what it brought before, if anything, stays
 * @param changed
 *            how many resources are other than before: none when nothing about the mapping has changed
 */
public record Replayed(IntakeOutcome outcome, boolean accepted, int changed) {
}
