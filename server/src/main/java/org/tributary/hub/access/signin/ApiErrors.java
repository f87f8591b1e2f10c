package org.tributary.hub.access.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.tributary.hub.access.Incident;

/**
 * What {@code /api} answers where Spring itself refuses a request or a controller breaks, as
 * {@code application/problem+json} (RFC 9457). Parameters are named but never their values, which Spring's own texts
 * hold: a value may be someone's NHS number. A capability's handlers of its own errors come first; pages go on to their
 * error page, those that break by way of {@link LastResort}.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ApiErrors {

    private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

    /** Nothing for a caller who has gone. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemDetail> answer(Exception failure, HttpServletRequest request) throws Exception {
        if (!request.getRequestURI().startsWith(request.getContextPath() + "/api/")) {
            throw failure;
        }
        return switch (failure) {
            case MethodArgumentTypeMismatchException unreadable -> problem(HttpStatus.BAD_REQUEST,
                    "The parameter " + unreadable.getName() + " cannot be read");
            case MissingServletRequestParameterException missing -> problem(HttpStatus.BAD_REQUEST,
                    "The parameter " + missing.getParameterName() + " is missing");
            case HttpMessageNotReadableException unreadable -> problem(HttpStatus.BAD_REQUEST,
                    "The body cannot be read");
            // Thrown by the hub's own controllers, in words of their own.
            case ErrorResponseException own -> answer(own.getStatusCode(), own.getHeaders(), own.getBody());
            case ErrorResponse known -> answer(known.getStatusCode(), known.getHeaders(),
                    ProblemDetail.forStatus(known.getStatusCode()));
            // Its message holds the value: the filter that knows it answers.
            case InvalidParameterException undecodable -> throw undecodable;
            case Exception away when Incident.isUnavailable(away) -> {
                Incident.warnUnavailable(LOG, away);
                yield problem(HttpStatus.SERVICE_UNAVAILABLE, Incident.UNAVAILABLE);
            }
            case Exception gone when LastResort.isOfClient(gone) -> null;
            default -> problem(HttpStatus.INTERNAL_SERVER_ERROR,
                    "The hub failed; its log tells more at incident " + Incident.log(LOG, failure));
        };
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String detail) {
        HttpHeaders headers = new HttpHeaders();
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            headers.set(HttpHeaders.RETRY_AFTER, Incident.RETRY_AFTER_SECONDS);
        }
        return answer(status, headers, ProblemDetail.forStatusAndDetail(status, detail));
    }

    private static ResponseEntity<ProblemDetail> answer(HttpStatusCode status, HttpHeaders headers,
            ProblemDetail body) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }
}
