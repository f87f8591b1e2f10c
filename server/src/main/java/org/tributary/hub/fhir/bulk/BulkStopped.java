package org.tributary.hub.fhir.bulk;

/** A run that must not go on: its job was cancelled, or another run of it has begun. */
final class BulkStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BulkStopped() {
        super("stopped", null, false, false);
    }
}
