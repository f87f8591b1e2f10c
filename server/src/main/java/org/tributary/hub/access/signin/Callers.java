package org.tributary.hub.access.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.tributary.hub.access.Caller;

/**
 * The caller of an HTTP request. Controllers take a {@link Caller} parameter instead; this is for servlets.
 */
public final class Callers {

    private Callers() {
    }

    /**
     * The caller of a request that came through sign-in.
     *
     * @throws IllegalStateException
     *             if nobody signed in: only the few open pages and documents are reached without a caller
     */
    public static Caller of(HttpServletRequest request) {
        return find(request).orElseThrow(() -> new IllegalStateException("The request has no caller"));
    }

    /** The caller of a request, who asks it; empty on open pages and documents, such as the capability statement. */
    public static Optional<Caller> find(HttpServletRequest request) {
        return principal(request).map(caller -> caller.asking(asked(request)));
    }

    /** Whether the caller is a user who signed in to the pages and can sign out again. */
    public static boolean isSignedIn(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Authentication authentication
                && authentication.getPrincipal() instanceof PageUser;
    }

    private static String asked(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getMethod() + ' ' + request.getRequestURI() + (query == null ? "" : '?' + query);
    }

    private static Optional<Caller> principal(HttpServletRequest request) {
        if (request.getUserPrincipal() instanceof Authentication authentication) {
            return switch (authentication.getPrincipal()) {
                case Caller caller -> Optional.of(caller);
                case PageUser user -> Optional.of(user.caller());
                case null, default -> Optional.empty();
            };
        }
        return Optional.empty();
    }
}
