package org.tributary.hub.identity.review;

import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** How {@code /api} says no to what was asked of persons and cases. */
final class Refusals {

    private Refusals() {
    }

    static ErrorResponseException bad(String detail) {
        return of(HttpStatus.BAD_REQUEST, detail);
    }

    static ErrorResponseException forbidden(String detail) {
        return of(HttpStatus.FORBIDDEN, detail);
    }

    /** Says the same of what never was and of what is not the caller's. */
    static ErrorResponseException unknown(String what) {
        return of(HttpStatus.NOT_FOUND, "There is no such " + what + ".");
    }

    static UUID id(String what, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw unknown(what);
        }
    }

    static <T> T orProblem(Supplier<T> work) {
        try {
            return work.get();
        } catch (DecisionRefused refused) {
            HttpStatus status = switch (refused.kind()) {
                case FORBIDDEN -> HttpStatus.FORBIDDEN;
                case UNKNOWN -> HttpStatus.NOT_FOUND;
                case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            };
            throw of(status, String.valueOf(refused.getMessage()));
        }
    }

    private static ErrorResponseException of(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}
