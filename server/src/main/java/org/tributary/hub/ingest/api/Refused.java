package org.tributary.hub.ingest.api;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.tributary.hub.ingest.FeedRefused;

/** How {@code /api} says no to what was asked of feeds and messages. */
final class Refused {

    private Refused() {
    }

    static ErrorResponseException bad(String detail) {
        return of(HttpStatus.BAD_REQUEST, detail);
    }

    static ErrorResponseException conflict(String detail) {
        return of(HttpStatus.CONFLICT, detail);
    }

    static ErrorResponseException forbidden(String detail) {
        return of(HttpStatus.FORBIDDEN, detail);
    }

    /** Says the same of what never was and of what is not the caller's. */
    static ErrorResponseException unknown(String what) {
        return of(HttpStatus.NOT_FOUND, "There is no such " + what + ".");
    }

    static ErrorResponseException of(FeedRefused refused) {
        return of(refused.isConflict() ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT,
                String.valueOf(refused.getMessage()));
    }

    private static ErrorResponseException of(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}
