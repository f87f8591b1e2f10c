package org.tributary.hub.access.signin;

import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.tributary.hub.access.Caller;

/**
 * How the doors say no, before any record is touched: 401, 403 or 503 with {@code WWW-Authenticate} (RFC 6750 section
 * 3), a body in the words of the door, and the same answer whether or not the path exists. Every text is fixed: nothing
 * of the request or the token comes back.
 */
final class DoorRefusal implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final String CHALLENGE = "Bearer realm=\"tributary\"";

    /** A token that is sound but does not make a {@link Caller}. */
    static final class NoCaller extends AuthenticationException {

        private static final long serialVersionUID = 1L;

        NoCaller(String reason) {
            super(reason);
        }
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        answer(failure).send(request, response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        new FixedAnswer(403, "Forbidden", "forbidden", "The token does not grant this",
                Optional.of(CHALLENGE + ", error=\"insufficient_scope\"")).send(request, response);
    }

    private static FixedAnswer answer(AuthenticationException failure) {
        if (isIssuerDown(failure)) {
            return new FixedAnswer(503, "Service Unavailable", "transient",
                    "The issuer of tokens does not answer, so the token cannot be checked now",
                    Optional.of(CHALLENGE));
        }
        Optional<String> reason = reason(failure);
        return reason
                .map(text -> new FixedAnswer(401, "Unauthorized", "login", text,
                        Optional.of(CHALLENGE + ", error=\"invalid_token\", error_description=\"" + text + "\"")))
                .orElseGet(() -> new FixedAnswer(401, "Unauthorized", "login", "A bearer token is needed",
                        Optional.of(CHALLENGE)));
    }

    /** Why a token was refused; empty if there was none. */
    private static Optional<String> reason(AuthenticationException failure) {
        if (failure instanceof InsufficientAuthenticationException) {
            return Optional.empty();
        }
        if (failure instanceof NoCaller noCaller) {
            return Optional.ofNullable(noCaller.getMessage());
        }
        if (failure.getCause() instanceof JwtValidationException broken) {
            return Optional.of(firstOf(broken.getErrors()));
        }
        return Optional.of("The token is malformed, or its algorithm, key or signature is not accepted");
    }

    private static String firstOf(Collection<OAuth2Error> errors) {
        return errors.stream()
                .map(OAuth2Error::getDescription)
                .filter(text -> text != null && !text.isEmpty())
                .findFirst()
                .orElse("The token is not valid");
    }

    private static boolean isIssuerDown(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JWKSetUnavailableException) {
                return true;
            }
        }
        return false;
    }
}
