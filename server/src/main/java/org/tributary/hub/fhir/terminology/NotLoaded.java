package org.tributary.hub.fhir.terminology;

/** What a question needs is not here: neither R4's, nor the hub's own, nor among the resources the caller sees. */
final class NotLoaded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotLoaded(String type, String url) {
        super(type + " " + url, null, false, false);
    }

    /** Type and URL. */
    String what() {
        return String.valueOf(getMessage());
    }
}
