package org.tributary.hub.ingest.http;

import org.springframework.http.HttpStatus;

/** A request of the intake that is refused before its document is looked at. */
final class BadRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;

    /**
     * @param code
     *            FHIR's IssueType
     */
    BadRequest(HttpStatus status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }
}
