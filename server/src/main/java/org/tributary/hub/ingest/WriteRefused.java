package org.tributary.hub.ingest;

/** A write by a caller who may publish nothing (HTTP 403). */
public final class WriteRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private WriteRefused(String message) {
        super(message);
    }

    /** The caller acts for no organisation. */
    public static WriteRefused withoutOrganisation() {
        return new WriteRefused("Only a caller who acts for an organisation can write: it owns what is written");
    }
}
